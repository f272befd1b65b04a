"""Backups hold everything, and come back whole."""

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from io import BytesIO, StringIO
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from portal.operations import archive
from portal.operations.archive import databases, sealed, storing
from portal.operations.archive.services import FORMAT
from portal.settings import environment
from portal.territory.models import Park
from tests.support import migrated
from tests.support.databases import own_database


@pytest.fixture
def uploads(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    default_storage.save("images/un/dessin.svg", ContentFile(b"<svg/>"))
    return settings.MEDIA_ROOT


class TestABackup:
    @pytest.fixture
    def portal(self, tmp_path, django_db_setup):
        """A portal of its own: the test’s database lives inside a transaction."""
        return OwnPortal(tmp_path)

    def test_brings_back_the_database_and_the_uploads(self, portal):
        portal.run("from portal.territory.models import Park; Park.objects.create(name='A', slug='a')")
        portal.store("images/photo.jpg", b"avant")
        portal.manage("backup", "--into", str(portal.folder / "backups"))
        (backup,) = (portal.folder / "backups").iterdir()
        assert backup.stat().st_mode & 0o077 == 0

        portal.run("from portal.territory.models import Park; Park.objects.all().delete()")
        portal.store("images/photo.jpg", b"apres")
        portal.store("images/de-trop.jpg", b"de trop")
        portal.manage("restore", str(backup), "--yes")

        assert portal.run("from portal.territory.models import Park; print(Park.objects.get())") == "A"
        assert (portal.media / "images" / "photo.jpg").read_bytes() == b"avant"
        open_to_others = [path for path in portal.media.rglob("*") if path.stat().st_mode & 0o077]
        assert open_to_others == []
        assert not (portal.media / "images" / "de-trop.jpg").exists()

        portal.run("from portal.territory.models import Park; Park.objects.all().delete()")
        whole = backup.read_bytes()
        for place in range(0, len(whole), len(whole) // 40):
            backup.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
            with pytest.raises(archive.ArchiveError):
                sealed.check_seal(backup)
        code, said = portal.fails("restore", str(backup), "--yes")
        assert (code, said.count("\n"), "damaged" in said) == (1, 0, True)
        assert portal.run("from portal.territory.models import Park; print(Park.objects.count())") == "0"


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
            self.environment["DATABASE_URL"] = own_database("portal_backup", migrated.template())
        else:
            shutil.copyfile(migrated.kept(), folder / "portal.sqlite3")

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

    def fails(self, *arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stderr.strip()

    def run(self, code: str) -> str:
        return self.manage("shell", "--no-imports", "--verbosity", "0", "-c", code)

    def store(self, name: str, content: bytes) -> None:
        path = self.media / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def packed(folder: Path, content: bytes | None = b"x", **changes) -> Path:
    """A file as the portal writes them, but for its database and what changes in its manifest."""
    path = folder / f"{len(list(folder.iterdir()))}.tar.gz"
    with sealed.packing(path) as packing:
        if content is not None:
            packing.add(databases.file_name(), BytesIO(content))
        packing.add("media/images/photo.jpg", BytesIO(b"photo"))
        facts = {
            "format": FORMAT,
            "database": connection.vendor,
            "uploads": True,
            "members": packing.manifest,
        } | changes
        packing.add("manifest.json", BytesIO(json.dumps(facts).encode()))
    return path


def tarred(folder: Path, **files: bytes) -> Path:
    """A tar of somebody else’s."""
    path = folder / "x.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        for name, content in files.items():
            info = tarfile.TarInfo(name.replace("_", "."))
            info.size = len(content)
            tar.addfile(info, BytesIO(content))
    return path


def database_with(folder: Path, statements: str) -> bytes:
    """A database of the engine in use, which is none of ours, as a backup would hold it."""
    file = folder / "foreign"
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(file)) as database:
            database.executescript(statements or "PRAGMA user_version=1")
        return file.read_bytes()
    address = own_database("portal_foreign")
    with psycopg.connect(address, autocommit=True) as database:
        for statement in filter(str.strip, statements.split(";")):
            database.execute(statement)
    subprocess.run(["pg_dump", "--format=custom", f"--file={file}", address], check=True)
    return file.read_bytes()


TABLES = (
    "CREATE TABLE django_migrations (id int, app varchar(9), name varchar(90), applied varchar(9));"
    "CREATE TABLE wagtailcore_page (id int);"
)
A_PAGE = "INSERT INTO wagtailcore_page VALUES (1);"
NOT_OURS = {
    "empty": "",
    "foreign": "CREATE TABLE cats (name varchar(9)); INSERT INTO cats VALUES ('Mimi')",
    "of another program of the kind": TABLES
    + A_PAGE
    + "INSERT INTO django_migrations VALUES (1, 'shop', '0001', '')",
    "without a page": TABLES + "INSERT INTO django_migrations VALUES (1, 'content', '0001_people', '')",
    "of a later version": TABLES
    + A_PAGE
    + "INSERT INTO django_migrations VALUES (1, 'content', '9999_later', '')",
}


class TestWhatIsNoBackup:
    @pytest.fixture(autouse=True)
    def portal(self, db, uploads, monkeypatch):
        """Of which nothing changes."""
        Park.objects.create(name="A", slug="a")
        monkeypatch.setattr(databases, "load", lambda _dump: pytest.fail("the database was replaced"))
        yield
        assert Park.objects.exists()
        assert list(archive.uploads()) == ["images/un/dessin.svg"]

    def refused(self, path: Path) -> str:
        with pytest.raises(CommandError) as error:
            call_command("restore", path, yes=True)
        assert "\n" not in str(error.value)
        return str(error.value)

    def test_is_named_when_it_is_not_there(self, tmp_path):
        assert "Name a backup" in self.refused(tmp_path / "rien")
        assert "Name a backup" in self.refused(tmp_path)

    @pytest.mark.parametrize(
        "content", [b"", b"n'importe quoi", b"\x1f\x8b\x08\x00" + bytes(99), bytes(9999)], ids=repr
    )
    def test_is_refused_when_it_is_something_else(self, tmp_path, content):
        (tmp_path / "x").write_bytes(content)
        assert "not a backup" in self.refused(tmp_path / "x")

    def test_is_refused_when_somebody_else_made_it(self, tmp_path):
        assert "not a backup" in self.refused(tarred(tmp_path, autre_txt=b"x"))

    def test_is_refused_when_it_is_of_another_database_or_version(self, tmp_path):
        assert "oracle" in self.refused(packed(tmp_path, database="oracle"))
        old = json.dumps({"format": 1, "database": "oracle"}).encode()
        assert "oracle" in self.refused(tarred(tmp_path, manifest_json=old))
        old = json.dumps({"format": 1, "database": connection.vendor}).encode()
        assert "another version" in self.refused(tarred(tmp_path, manifest_json=old))

    def test_is_refused_when_it_holds_no_database_or_garbage(self, tmp_path):
        assert "no database" in self.refused(packed(tmp_path, None))
        assert self.refused(packed(tmp_path, b"garbage" * 999))

    @pytest.mark.parametrize("statements", NOT_OURS.values(), ids=NOT_OURS)
    def test_is_refused_when_its_database_is_none_of_ours(self, tmp_path, statements):
        said = self.refused(packed(tmp_path, database_with(tmp_path, statements)))
        assert re.search("empty|none of the portal|later version", said)

    @pytest.mark.parametrize("what", ["size", "sha256", "less", "more"])
    def test_is_refused_when_its_manifest_says_something_else(self, tmp_path, what):
        member = {"size": 5, "sha256": hashlib.sha256(b"photo").hexdigest()}
        database = {"size": 1, "sha256": hashlib.sha256(b"x").hexdigest()}
        members = {"media/images/photo.jpg": member, databases.file_name(): database}
        if what == "less":
            del members["media/images/photo.jpg"]
        elif what == "more":
            members["media/b"] = member
        else:
            member[what] = 6 if what == "size" else "0" * 64
        assert "does not hold what its manifest says" in self.refused(packed(tmp_path, members=members))

    @pytest.mark.parametrize(
        "content",
        [b"[]", b"null", b"3", b"{}", b"\xff", b"[" * 99_999, b'{"format": 2, "database": 3}'],
        ids=lambda content: repr(content[:9]),
    )
    def test_is_refused_when_its_manifest_is_none(self, tmp_path, content):
        path = tmp_path / "z.tar.gz"
        with sealed.packing(path) as packing:
            packing.add(databases.file_name(), BytesIO(b"x"))
            packing.add("manifest.json", BytesIO(content))
        assert "its manifest cannot be read" in self.refused(path)

    @pytest.mark.parametrize("members", [None, [], {"a": 1}, {"a": {}}], ids=repr)
    def test_is_refused_when_its_manifest_counts_nothing(self, tmp_path, members):
        assert "its manifest cannot be read" in self.refused(packed(tmp_path, members=members))

    @pytest.mark.parametrize("name", ["../x", "/etc/x", "media/../../x", "a\\b", "a\nb"])
    def test_is_refused_when_it_would_write_elsewhere(self, tmp_path, name):
        path = tmp_path / "z.tar.gz"
        with sealed.packing(path) as packing:
            packing.add(name, BytesIO(b"x"))
        assert "not a backup" in self.refused(path)


class TestASealedFile:
    @pytest.fixture
    def path(self, tmp_path):
        path = tmp_path / "small.tar.gz"
        with sealed.packing(path) as packing:
            packing.add("media/a", BytesIO(b"petit"))
        sealed.check_seal(path)
        return path

    def test_shows_any_bit_that_has_changed(self, path):
        whole = path.read_bytes()
        for bit in range(len(whole) * 8):
            flipped = bytearray(whole)
            flipped[bit // 8] ^= 1 << bit % 8
            path.write_bytes(flipped)
            with pytest.raises(archive.ArchiveError):
                sealed.check_seal(path)

    @pytest.mark.parametrize(
        "change",
        [
            lambda whole: whole[:-1],
            lambda whole: whole[:50],
            lambda whole: whole + b"\0",
            lambda whole: whole * 2,
        ],
    )
    def test_shows_that_it_was_cut_or_goes_on(self, path, change):
        path.write_bytes(change(path.read_bytes()))
        with pytest.raises(archive.ArchiveError):
            sealed.check_seal(path)

    def test_is_read_by_any_tar_and_by_its_owner_alone(self, path):
        assert path.stat().st_mode & 0o077 == 0
        said = subprocess.run(["tar", "xzOf", path], capture_output=True, check=True)
        assert said.stdout == b"petit"


class TestPostgresqlsPrograms:
    @pytest.fixture
    def program(self, tmp_path, monkeypatch):
        """Writes down what it is told, and fails."""
        file = tmp_path / "pg_dump"
        file.write_text(
            f'#!/bin/sh\ncat "$PGSERVICEFILE" > {tmp_path}/told\necho "$@" > {tmp_path}/seen\n'
            "echo 'cannot reach postgres://u:geheim123@h/d' >&2\nexit 1\n"
        )
        file.chmod(0o700)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        return tmp_path

    def test_obey_all_options_of_the_address_out_of_sight(self, program, monkeypatch):
        address = "postgres://u:geheim@db.example.org:5433/p?sslmode=verify-full&sslrootcert=/ca.pem"
        monkeypatch.setenv("AN_ADDRESS", address)
        facts = environment.database("AN_ADDRESS", sqlite_file=program / "x")
        other = SimpleNamespace(vendor="postgresql", settings_dict=facts)
        monkeypatch.setattr(databases, "connection", other)
        with pytest.raises(archive.ArchiveError, match="pg_dump failed") as error:
            databases.dump(program / "dump")
        told = set((program / "told").read_text().splitlines())
        assert {"sslmode=verify-full", "sslrootcert=/ca.pem", "host=db.example.org", "port=5433"} <= told
        assert "geheim" not in (program / "seen").read_text() + str(error.value)


class TestUploadsInABucket:
    def test_are_told_to_be_elsewhere_with_the_way_to_save_them(
        self, db, settings, tmp_path, monkeypatch
    ):
        settings.S3_BUCKET = "portail"
        monkeypatch.setattr(storing, "default_storage", object())
        monkeypatch.setattr(databases, "dump", lambda target: target.write_bytes(b"x"))
        monkeypatch.setattr(databases, "check", lambda _dump: [])
        said = StringIO()
        call_command("backup", "--into", str(tmp_path), stdout=StringIO(), stderr=said)
        assert "NOT in this file" in said.getvalue()
        assert "s3://portail" in said.getvalue()


def failing(error: Exception):
    def fail(_file):
        raise error

    return fail


def test_a_backup_that_cannot_be_written_is_one_sentence_and_leaves_nothing(db, tmp_path, monkeypatch):
    monkeypatch.setattr(databases, "dump", failing(OSError(28, "disk full")))
    with pytest.raises(CommandError, match="disk full"):
        call_command("backup", "--into", str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_uploads_come_back_where_the_database_cannot_be_loaded(db, tmp_path, uploads, monkeypatch):
    monkeypatch.setattr(databases, "check", lambda _dump: [])
    monkeypatch.setattr(databases, "load", failing(sqlite3.OperationalError("database is locked")))
    with pytest.raises(CommandError, match="locked"):
        call_command("restore", packed(tmp_path), yes=True)
    assert list(archive.uploads()) == ["images/un/dessin.svg"]
    assert [path.name for path in Path(uploads).iterdir()] == ["images"]


def test_nothing_is_replaced_unless_somebody_agrees(db, tmp_path, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda _question: "no")
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", tmp_path / "x")
