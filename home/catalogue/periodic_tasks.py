"""What the front of the site does by itself."""

from django.utils import timezone

from home.catalogue import sought


def forget_sought() -> int:
    """Deletes what nobody has sought for longer than promised; answers how many."""
    return sought.forget_old(timezone.localdate())
