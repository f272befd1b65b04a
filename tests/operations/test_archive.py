"""Backups hold everything, and come back whole."""

import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from portal.content.models import Park
from portal.operations import archive
from tests.support.databases import own_database


@pytest.fixture
def uploads(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    default_storage.save("images/un/dessin.svg", ContentFile(b"<svg/>"))
    return settings.MEDIA_ROOT


class TestABackup:
    @pytest.fixture
    def portal(self, tmp_path):
        """A portal of its own: the test’s database lives inside a transaction."""
        return OwnPortal(tmp_path)

    def test_brings_back_the_database_and_the_uploads(self, portal):
        portal.run("from portal.content.models import Park; Park.objects.create(name='A', slug='a')")
        portal.store("images/photo.jpg", b"avant")
        portal.manage("backup", "--into", str(portal.folder / "backups"))
        (backup,) = (portal.folder / "backups").iterdir()
        assert backup.stat().st_mode & 0o077 == 0

        portal.run("from portal.content.models import Park; Park.objects.all().delete()")
        portal.store("images/photo.jpg", b"apres")
        portal.store("images/de-trop.jpg", b"de trop")
        portal.manage("restore", str(backup), "--yes")

        assert portal.run("from portal.content.models import Park; print(Park.objects.get())") == "A"
        assert (portal.media / "images" / "photo.jpg").read_bytes() == b"avant"
        assert not (portal.media / "images" / "de-trop.jpg").exists()


class OwnPortal:
    """A portal in a folder and a database of its own, driven by its commands."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.media = folder / "media"
        self.environment = {
            "PATH": "/usr/bin:/bin:/usr/local/bin",
            "VAR_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "portal.settings.base",
        }
        if connection.vendor == "postgresql":
            self.environment["DATABASE_URL"] = own_database("portal_backup")
        self.manage("migrate", "--verbosity", "0")

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def run(self, code: str) -> str:
        return self.manage("shell", "--no-imports", "--verbosity", "0", "-c", code)

    def store(self, name: str, content: bytes) -> None:
        path = self.media / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


class TestWhatIsNoBackup:
    def refused(self, path: Path) -> str:
        with pytest.raises(CommandError) as error:
            call_command("restore", path, yes=True)
        return str(error.value)

    def packed(self, folder: Path, **files: bytes) -> Path:
        path = folder / "x.tar.gz"
        with tarfile.open(path, "w:gz") as tar:
            for name, content in files.items():
                source = folder / "content"
                source.write_bytes(content)
                tar.add(source, name.replace("_", "."))
        return path

    def test_is_named_when_it_is_not_there(self, db, tmp_path):
        assert "Name a backup" in self.refused(tmp_path / "rien")

    def test_is_refused_when_it_is_something_else(self, db, tmp_path):
        (tmp_path / "x").write_bytes(b"n'importe quoi")
        assert "not a backup" in self.refused(tmp_path / "x")
        assert "not a backup" in self.refused(self.packed(tmp_path, autre_txt=b"x"))

    def test_is_refused_when_it_is_of_another_database(self, db, tmp_path):
        manifest = json.dumps({"format": 1, "database": "oracle"}).encode()
        assert "oracle" in self.refused(self.packed(tmp_path, manifest_json=manifest))

    def test_changes_nothing(self, db, tmp_path, uploads):
        Park.objects.create(name="A", slug="a")
        self.refused(self.packed(tmp_path, autre_txt=b"x"))
        assert Park.objects.exists()
        assert list(archive.uploads()) == ["images/un/dessin.svg"]


def test_nothing_is_replaced_unless_somebody_agrees(db, tmp_path, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda _question: "no")
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", tmp_path / "x")
