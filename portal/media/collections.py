"""Collections of files, where Wagtail says too little of them."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.dispatch import Signal
from wagtail.models import Collection

#: Sent with `instance`, as it stands now, once a collection was moved under another one.
collection_moved = Signal()


def send_signal_on_move() -> None:
    """Pages that move send a signal; collections, which hand down restrictions as pages do, send none."""
    move = Collection.move

    @wraps(move)
    def move_and_tell(self: Collection, *args: Any, **kwargs: Any) -> None:
        move(self, *args, **kwargs)
        collection_moved.send(Collection, instance=Collection.objects.get(pk=self.pk))

    Collection.move = move_and_tell
