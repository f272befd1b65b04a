"""What a server process has done before its first request."""

import os
import subprocess
import sys

LOADED = """
import gc, sys, portal.wsgi
print(gc.get_freeze_count() > 100_000, "wagtail.admin.urls" in sys.modules)
"""


def test_everything_is_loaded_and_frozen_even_without_a_database(tmp_path):
    nowhere = "postgres://nobody@127.0.0.1:1/nothing"
    environment = os.environ | {"VAR_DIR": str(tmp_path), "DATABASE_URL": nowhere}
    environment["DJANGO_SETTINGS_MODULE"] = "portal.settings.base"
    finished = subprocess.run(
        [sys.executable, "-c", LOADED], env=environment, capture_output=True, text=True, check=False
    )
    assert finished.stdout.split() == ["True", "True"], finished.stderr
