"""What lies in the portal’s folder is its owner’s alone, whatever an earlier version left."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from portal.operations import privacy


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o7777


@pytest.fixture
def open_folder(tmp_path):
    """As a version before left it."""
    folder = tmp_path / "var"
    for name in (
        "media/images/photo.jpg",
        "portal.sqlite3",
        "portal.sqlite3-wal",
        "tools/run",
        "secret-key",
    ):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
        file.chmod(0o755 if name == "tools/run" else 0o644)
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)
    return folder


class TestAFolderOfThePortals:
    def test_is_made_closed(self, tmp_path):
        assert mode(privacy.private_folder(tmp_path / "var")) == 0o700

    def test_is_closed_with_its_database_by_any_start(self, open_folder):
        privacy.private_folder(open_folder)
        assert mode(open_folder) == 0o700
        assert mode(open_folder / "portal.sqlite3") == mode(open_folder / "portal.sqlite3-wal") == 0o600

    def test_is_closed_whole_when_it_is_brought_up_to_date(self, open_folder):
        privacy.close_to_others(open_folder)
        assert {mode(path) for path in open_folder.rglob("*") if path.is_dir()} == {0o700}
        assert {mode(path) for path in open_folder.rglob("*.*") if path.is_file()} == {0o600}
        assert mode(open_folder / "tools" / "run") == 0o700

    def test_leads_out_by_no_link(self, open_folder, tmp_path):
        outside = tmp_path / "outside"
        outside.write_text("x")
        outside.chmod(0o644)
        (open_folder / "link").symlink_to(outside)
        privacy.close_to_others(open_folder)
        assert mode(outside) == 0o644

    @pytest.mark.parametrize("kind", [0o755, 0o1777])
    def test_is_no_place_that_others_use(self, tmp_path, kind):
        """VAR_DIR=/tmp by mistake takes nobody’s folder away."""
        shared = tmp_path / "shared"
        shared.mkdir()
        (shared / "of-somebody-else").write_text("x")
        if kind == 0o1777:
            (shared / "secret-key").write_text("x")
        shared.chmod(kind)
        privacy.private_folder(shared)
        privacy.close_to_others(shared)
        assert mode(shared) == kind


def test_an_upload_is_written_closed(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    name = default_storage.save("documents/liste.pdf", ContentFile(b"x"))
    assert mode(Path(default_storage.path(name))) == 0o600
    assert mode(Path(default_storage.path(name)).parent) == 0o700


def test_a_new_installation_is_closed(tmp_path):
    """By its own first command, under the usual mask."""
    folder = tmp_path / "var"
    environment = {
        **os.environ,
        "VAR_DIR": str(folder),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
    }
    ask = "import django; django.setup(); from django.db import connection as c; c.ensure_connection()\n"
    ask += "c.cursor().execute('CREATE TABLE x (y)'); c.close()"
    run = [sys.executable, "-c", ask]
    subprocess.run(run, cwd=configured.BASE_DIR, env=environment, check=True, umask=0o022)
    assert mode(folder) == 0o700
    assert {mode(path) for path in folder.iterdir() if path.is_file()} == {0o600}
