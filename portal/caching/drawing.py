"""What an answer says to the cache while it is drawn, handed on in the WSGI environment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

#: Key of the drawing in the WSGI environment (`request.META`).
KEY = "portal.drawing"
#: The WSGI environment of a request.
Environ = Mapping[str, Any]


@dataclass
class Drawing:
    """Empty until a view has run."""

    #: Whether the answer is the same for every visitor. Set by `SharedAnswersMiddleware`.
    is_shared: bool = False
    #: Whether a table that moves the version of dates was read. Set by the cache.
    reads_dates: bool = False
    #: Called with the environment of each later request that gets the kept answer.
    at_each_reading: list[Callable[[Environ], None]] = field(default_factory=list)


def at_each_reading(request: HttpRequest, do: Callable[[Environ], None]) -> None:
    """Calls `do` for each visitor who gets the same answer from the cache, not for this request."""
    if drawing := request.META.get(KEY):
        drawing.at_each_reading.append(do)
