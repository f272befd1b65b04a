"""Wagtail’s two database backends with our analyser on both sides, hence the same answers from both."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection


def SearchBackend(params):
    """The backend of the engine in use."""
    if connection.vendor == "postgresql":
        from portal.search.backends.postgres import PostgresBackend

        return PostgresBackend(params)
    if connection.vendor == "sqlite":
        from portal.search.backends.sqlite import SQLiteBackend

        return SQLiteBackend(params)
    raise ImproperlyConfigured("The search works with SQLite and PostgreSQL.")
