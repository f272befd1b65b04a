"""A cache that fails is an empty cache."""

import logging

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.test import override_settings
from redis.exceptions import ConnectionError as RedisConnectionError

from home.models import StandardPage
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


class TestRootPaths:
    """What Wagtail reads for every URL is asked of Redis once a request."""

    @pytest.fixture
    def redis(self, monkeypatch):
        """A Redis of this process: what it holds, and how often it was asked."""
        held = LocMemCache("redis", {})
        held.clear()
        asked = []

        def get(cache, key, *args):
            asked.append(key)
            return held.get(key, *args)

        monkeypatch.setattr(PatientRedisCache, "get", get)
        for name in ("set", "delete", "clear"):
            monkeypatch.setattr(
                PatientRedisCache, name, lambda cache, *a, n=name, **k: getattr(held, n)(*a, **k)
            )
        backend = {"BACKEND": "portal.operations.cache.PortalCache", "LOCATION": "redis://127.0.0.1:1"}
        with override_settings(CACHES={"default": backend}):
            yield asked

    def test_are_asked_once_a_request(self, redis):
        cache = caches["default"]
        cache.set(ours.SITE_ROOT_PATHS_CACHE_KEY, ["/home/"], None, 2)
        for _request in range(2):
            ours.begin_request()
            for _url in range(20):
                assert cache.get(ours.SITE_ROOT_PATHS_CACHE_KEY, version=2) == ["/home/"]
            cache.close()
        assert len(redis) == 2

    def test_are_asked_each_time_outside_requests_and_for_what_is_missing(self, redis):
        cache = caches["default"]
        assert cache.get(ours.SITE_ROOT_PATHS_CACHE_KEY) is None
        ours.begin_request()
        assert cache.get(ours.SITE_ROOT_PATHS_CACHE_KEY) is None
        cache.set(ours.SITE_ROOT_PATHS_CACHE_KEY, ["/home/"])
        assert cache.get(ours.SITE_ROOT_PATHS_CACHE_KEY) == ["/home/"]
        assert len(redis) == 3

    @pytest.mark.django_db
    def test_are_asked_once_for_a_page(self, redis, visitor, tree):
        page = tree.add(StandardPage)
        for _reading in range(2):
            redis.clear()
            assert visitor.get(page.url).status_code == 200
        assert redis.count(ours.SITE_ROOT_PATHS_CACHE_KEY) == 1

    @pytest.mark.parametrize("how", ["delete", "clear"])
    def test_that_are_forgotten_are_forgotten_at_once(self, redis, how):
        cache = caches["default"]
        cache.set(ours.SITE_ROOT_PATHS_CACHE_KEY, ["/home/"])
        ours.begin_request()
        assert cache.get(ours.SITE_ROOT_PATHS_CACHE_KEY) == ["/home/"]
        cache.clear() if how == "clear" else cache.delete(ours.SITE_ROOT_PATHS_CACHE_KEY)
        assert cache.get(ours.SITE_ROOT_PATHS_CACHE_KEY) is None
