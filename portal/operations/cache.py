"""A Redis cache that behaves like an empty cache while Redis is unavailable.

It reads what every URL of a page needs once a request.
"""

from __future__ import annotations

import logging
import time
from threading import Lock
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from django.core.signals import request_started
from redis.exceptions import RedisError
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY

logger = logging.getLogger(__name__)

#: Delay between two attempts to reach Redis, in seconds.
RETRY_SECONDS = 5
METHODS = (
    "add", "get", "set", "touch", "delete", "get_many", "has_key", "incr", "set_many", "delete_many",
    "clear",
)  # fmt: skip


class Outage:
    """Whether the cache is unavailable, per process; logs once when it starts and once when it ends."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._again_at = 0.0
        self.lasts = False

    def may_ask(self) -> bool:
        """Returns whether to call Redis: always, but in an outage once per `RETRY_SECONDS`."""
        if not self.lasts:
            return True
        with self._lock:
            if time.monotonic() < self._again_at:
                return False
            self._again_at = time.monotonic() + RETRY_SECONDS
            return True

    def begins(self, error: Exception) -> bool:
        """Records a failure; returns whether it is the first one of the outage."""
        with self._lock:
            self._again_at = time.monotonic() + RETRY_SECONDS
            is_new, self.lasts = not self.lasts, True
        if is_new:
            logger.error("The cache cannot be asked, the site goes on without: %s", type(error).__name__)
        return is_new

    def ends(self) -> None:
        with self._lock:
            was, self.lasts = self.lasts, False
        if was:
            logger.warning("The cache answers again.")


outage = Outage()


class PatientRedisCache(RedisCache):
    """Redis; in an outage, an empty local cache per process, so that sign-in limits still count."""

    def __init__(self, server: str, params: dict[str, Any]):
        super().__init__(server, params)
        self._meanwhile = LocMemCache("meanwhile", {})


def _method(name: str) -> Any:
    def ask(self: PatientRedisCache, *args: Any, **kwargs: Any) -> Any:
        if outage.may_ask():
            try:
                answer = getattr(RedisCache, name)(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                if outage.begins(error):
                    self._meanwhile.clear()
            else:
                outage.ends()
                return answer
        return getattr(self._meanwhile, name)(*args, **kwargs)

    ask.__name__ = name
    return ask


for _name in METHODS:
    setattr(PatientRedisCache, _name, _method(_name))


class PortalCache(PatientRedisCache):
    """Asks Redis once a request for the root paths of the sites, which Wagtail reads for every URL."""

    #: Their values by version during a request; None outside. Django makes a cache for each thread.
    _root_paths: dict[int | None, Any] | None = None

    def begin_request(self) -> None:
        self._root_paths = {}

    def close(self, **kwargs: Any) -> None:
        """Django calls it at the end of each request."""
        self._root_paths = None
        super().close(**kwargs)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        if key != SITE_ROOT_PATHS_CACHE_KEY or self._root_paths is None:
            return super().get(key, default, version)
        if version not in self._root_paths:
            found = super().get(key, default, version)
            if found is default:
                return found
            self._root_paths[version] = found
        return self._root_paths[version]

    def delete(self, key: Any, version: int | None = None) -> bool:
        if self._root_paths is not None:
            self._root_paths.clear()
        return super().delete(key, version)

    def clear(self) -> None:
        if self._root_paths is not None:
            self._root_paths.clear()
        super().clear()


def begin_request(**_signal: object) -> None:
    cache = caches["default"]
    if isinstance(cache, PortalCache):
        cache.begin_request()


def connect() -> None:
    request_started.connect(begin_request, dispatch_uid="remember-root-paths")
