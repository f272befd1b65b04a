from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from portal.trash import files, services


def empty_trash() -> int:
    """Deletes what has been in the trash for TRASH_KEPT_DAYS; returns how many pages and files."""
    before = timezone.now() - timedelta(days=settings.TRASH_KEPT_DAYS)
    return services.empty(before) + files.empty(before)
