"""A signal for moved collections, which Wagtail does not send."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.dispatch import Signal
from wagtail.models import Collection

#: Sent after a collection was moved; `instance` is the collection as saved.
collection_moved = Signal()


def send_signal_on_move() -> None:
    """Makes `Collection.move` send a signal, as pages do: collections pass restrictions down as well."""
    move = Collection.move

    @wraps(move)
    def move_and_tell(self: Collection, *args: Any, **kwargs: Any) -> None:
        move(self, *args, **kwargs)
        collection_moved.send(Collection, instance=Collection.objects.get(pk=self.pk))

    Collection.move = move_and_tell
