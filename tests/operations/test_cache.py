"""A cache that fails is an empty cache."""

import logging

import pytest
from django.core.cache import caches
from django.test import override_settings
from redis.exceptions import ConnectionError as RedisConnectionError

from portal.operations import cache as ours
from portal.operations.cache import METHODS, PatientRedisCache
from tests.support.server import free_port


@pytest.fixture
def outage(monkeypatch):
    fresh = ours.Outage()
    monkeypatch.setattr(ours, "outage", fresh)
    monkeypatch.setattr("portal.operations.views.outage", fresh)
    return fresh


@pytest.fixture
def stopped(outage):
    """Nobody listens there."""
    backend = "portal.operations.cache.PatientRedisCache"
    location = f"redis://127.0.0.1:{free_port()}"
    with override_settings(CACHES={"default": {"BACKEND": backend, "LOCATION": location}}):
        yield caches["default"]


class TestARedisThatIsStopped:
    def test_answers_every_question_as_an_empty_cache(self, stopped):
        assert stopped.get("key", "nothing") == "nothing"
        assert stopped.get_many(["key"]) == {}
        assert not stopped.has_key("key")
        assert not stopped.touch("key")
        assert not stopped.delete("key")
        assert stopped.add("count", 1)
        assert stopped.incr("count") == 2
        stopped.set("key", "kept in this process")
        stopped.set_many({"other": 1})
        stopped.delete_many(["other"])
        assert stopped.get("key") == "kept in this process"
        stopped.clear()
        with pytest.raises(ValueError, match="not found"):
            stopped.incr("count")

    def test_is_said_once_and_its_end_too(self, stopped, outage, caplog, monkeypatch):
        monkeypatch.setattr(ours, "RETRY_SECONDS", 0)
        with caplog.at_level(logging.WARNING):
            for _each in range(5):
                stopped.get("key")
            assert len(caplog.records) == 1
            monkeypatch.setattr(ours.RedisCache, "get", lambda *args, **kwargs: "back")
            assert stopped.get("key") == "back"
            assert stopped.get("key") == "back"
        assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]

    def test_is_not_asked_at_each_request(self, stopped, monkeypatch):
        asked = []

        def get(*args, **kwargs):
            asked.append(1)
            raise RedisConnectionError

        monkeypatch.setattr(ours.RedisCache, "get", get)
        for _each in range(20):
            stopped.get("key")
        assert len(asked) == 1

    def test_takes_no_page_down_and_the_probe_says_so(self, tree, visitor, stopped):
        assert visitor.get(tree.home.url).status_code == 200
        health = visitor.get("/sante/")
        assert (health.status_code, health.content) == (200, b"ok, without cache")


def test_everything_that_asks_redis_is_guarded():
    own = {
        name
        for name, value in vars(ours.RedisCache).items()
        if callable(value) and not name.startswith("_") and name not in ("get_backend_timeout",)
    }
    assert own == set(METHODS)
    assert all(getattr(PatientRedisCache, name) is not getattr(ours.RedisCache, name) for name in METHODS)
