"""Periodic task of the catalogue."""

from django.utils import timezone

from home.catalogue import sought


def forget_sought() -> int:
    """Deletes searches older than the retention period; returns how many."""
    return sought.forget_old(timezone.localdate())
