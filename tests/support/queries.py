"""Counting what a page asks of the database."""

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def count_queries(url: str) -> int:
    """Queries of one reading with every cache cleared, its renditions made by a reading before."""
    client = Client()
    assert client.get(url).status_code == 200
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)
