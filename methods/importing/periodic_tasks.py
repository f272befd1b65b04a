"""Scheduled work on imported documents."""

from django.utils import timezone

from methods.importing import services


def forget() -> int:
    """Deletes expired imports; returns the number of rows."""
    return services.delete_expired(timezone.now())
