from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register
from django.core.checks import Tags as DefaultTags
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from portal.caching import triggers, versions


@register(DefaultTags.database)
def versions_move(databases: Any = None, **_options: Any) -> list[CheckMessage]:
    """The database still has the triggers without which visitors would read old pages."""
    if not settings.PAGE_CACHE_BYTES or not databases or DEFAULT_DB_ALIAS not in databases:
        return []
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        lost = triggers.missing(connection) if versions.exist(connection) else []
    except DatabaseError:
        return []
    if not lost:
        return []
    return [
        Warning(
            f"{len(lost)} triggers of the page cache are missing: visitors would read old pages.",
            hint="Run manage.py migrate, which makes them again.",
            id="caching.W001",
        )
    ]
