"""What the environment may say, and the errors that name the variable."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings import environment as env


class TestAVariable:
    @pytest.mark.parametrize("value", ["x", "2", "oui"])
    def test_that_is_no_flag_is_named(self, monkeypatch, value):
        monkeypatch.setenv("FLAG", value)
        with pytest.raises(ImproperlyConfigured, match="FLAG"):
            env.flag("FLAG")

    def test_that_is_no_number_is_named(self, monkeypatch):
        monkeypatch.setenv("PORT", "huit mille")
        with pytest.raises(ImproperlyConfigured, match="PORT"):
            env.number("PORT", 8000)

    @pytest.mark.parametrize("value", ["example.org", "ftp://x", "https://x/chemin", "https://x:y"])
    def test_that_is_no_site_address_is_named(self, monkeypatch, value):
        monkeypatch.setenv("SITE_URL", value)
        with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
            env.origin("SITE_URL", "http://localhost")

    @pytest.mark.parametrize("value", ["mysql://x/y", "postgres://host", "portal"])
    def test_that_is_no_database_is_named_without_its_password(self, monkeypatch, tmp_path, value):
        monkeypatch.setenv("DATABASE_URL", value)
        with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
            env.database("DATABASE_URL", sqlite_file=tmp_path / "x")

    def test_of_a_database_is_read_whole(self, monkeypatch, tmp_path):
        monkeypatch.setenv("DATABASE_URL", "postgres://me:p%40ss@db:5433/portal?sslmode=require")
        database = env.database("DATABASE_URL", sqlite_file=tmp_path / "x")
        assert (database["USER"], database["PASSWORD"]) == ("me", "p@ss")
        assert (database["HOST"], database["PORT"], database["NAME"]) == ("db", "5433", "portal")
        assert database["OPTIONS"] == {"connect_timeout": 5, "sslmode": "require"}


class TestTheSecretKey:
    def test_is_made_once_and_kept_in_a_private_file(self, monkeypatch, tmp_path):
        monkeypatch.delenv("SECRET_KEY", raising=False)
        file = tmp_path / "var" / "secret-key"
        first = env.secret_key("SECRET_KEY", kept_in=file, required=False)
        assert env.secret_key("SECRET_KEY", kept_in=file, required=False) == first
        assert len(first) > 50
        assert file.stat().st_mode & 0o777 == 0o600

    def test_is_asked_for_where_it_must_not_be_made(self, monkeypatch, tmp_path):
        monkeypatch.delenv("SECRET_KEY", raising=False)
        with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
            env.secret_key("SECRET_KEY", kept_in=tmp_path / "key", required=True)
