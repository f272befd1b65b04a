"""What is done by itself about imported documents."""

from django.utils import timezone

from methods.importing import services


def forget() -> int:
    """Deletes those that have waited too long for their draft; answers how many rows."""
    return services.delete_expired(timezone.now())
