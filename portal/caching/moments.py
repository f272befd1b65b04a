"""When an answer would next be drawn differently although nothing is written: a date begins, a day ends.

A room says when its part of the answers next changes. The earliest of these moments bounds every answer
that shows it: answers are then drawn anew somewhat more often than each needs, and none is ever late.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Lock

from django.utils import timezone

from portal.caching.models import Scope
from portal.caching.versions import Versions

#: Returns the first moment after the given one, or None if there is none.
NextMoment = Callable[[datetime], datetime | None]

_registry: dict[Scope, list[NextMoment]] = {scope: [] for scope in Scope}


def register(scope: Scope, next_moment: NextMoment) -> None:
    _registry[scope].append(next_moment)


class Horizon:
    """The next moments of each scope, asked once per version and not before they have passed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[Scope, tuple[Versions, float]] = {}

    def until(self, scope: Scope, versions: Versions, now: float) -> float:
        """Returns the next moment as a timestamp (seconds); infinite if there is none."""
        with self._lock:
            known = self._known.get(scope)
        if known and known[0] == versions and known[1] > now:
            return known[1]
        found = self._next(scope, now)
        with self._lock:
            self._known[scope] = (versions, found)
        return found

    def _next(self, scope: Scope, now: float) -> float:
        instant = datetime.fromtimestamp(now, tz=timezone.get_default_timezone())
        moments = (next_moment(instant) for next_moment in _registry[scope])
        return min((moment.timestamp() for moment in moments if moment), default=float("inf"))
