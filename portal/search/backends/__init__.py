"""Wagtail’s two database backends, with our analyser for both: they return the same results."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection


def SearchBackend(params):
    """Returns the backend of the database in use; raises ImproperlyConfigured for other databases."""
    if connection.vendor == "postgresql":
        from portal.search.backends.postgres import PostgresBackend

        return PostgresBackend(params)
    if connection.vendor == "sqlite":
        from portal.search.backends.sqlite import SQLiteBackend

        return SQLiteBackend(params)
    raise ImproperlyConfigured("The search works with SQLite and PostgreSQL.")
