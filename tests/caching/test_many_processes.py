"""Readers through several server processes while others write: `make load-cache` in short."""

import os
import shutil
import subprocess

from django.db import connection

from tests.load.caching import MANAGE, ROOT, try_readers
from tests.support import migrated
from tests.support.databases import own_database


def test_no_reader_gets_what_had_ceased_to_be_true(db, tmp_path):
    if connection.vendor == "postgresql":
        address = own_database("caching", migrated.template())
    else:
        address = ""
        shutil.copy(migrated.kept(), tmp_path / "portal.sqlite3")
    environment = {
        **os.environ,
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
    }
    collect = [*MANAGE, "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, cwd=ROOT, env=environment, check=True)
    assert try_readers(environment, tmp_path, seconds=3, readers=6) > 100
