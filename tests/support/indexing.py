"""The search index of tests: at rest unless a test is marked `searches`, or written at once for all."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings
from wagtail.search.models import IndexEntry
from wagtail.signal_handlers import disable_reference_index_auto_update

from home.catalogue.models.entries import CatalogueEntry

#: What indexing writes. An index at rest is empty, so a test that reads it would find nothing and pass.
WRITTEN = [model._meta.db_table for model in (IndexEntry, CatalogueEntry)]


class IndexAtRest(Exception):
    """A test reads the search index and is not marked as one that searches."""


@contextmanager
def no_page_indexed() -> Iterator[None]:
    backends = {
        name: each | {"AUTO_UPDATE": False} for name, each in settings.WAGTAILSEARCH_BACKENDS.items()
    }
    with override_settings(WAGTAILSEARCH_BACKENDS=backends):
        yield


@contextmanager
def index_at_rest() -> Iterator[None]:
    """No page is indexed, and whoever reads the index fails, even where a view catches the error."""
    refused: list[str] = []

    def refuse_reading(execute, sql, params, many, context):
        if _reads_index(sql):
            refused.append(sql)
            raise IndexAtRest(sql)
        return execute(sql, params, many, context)

    with no_page_indexed(), connection.execute_wrapper(refuse_reading):
        yield
    if refused:
        raise IndexAtRest(refused[0])


@contextmanager
def pages_indexed_together() -> Iterator[None]:
    """What is made meanwhile is indexed at the end, each page once; so are its references.

    Wagtail reads a page for its references each time one of its child rows is saved.
    """
    with no_page_indexed(), disable_reference_index_auto_update():
        yield
    call_command("update_index", verbosity=0)
    call_command("rebuild_references_index", verbosity=0)


def _reads_index(sql: str) -> bool:
    # Whoever deletes a page reads its own entries, to delete them too.
    deletes = sql.startswith(f'SELECT "{IndexEntry._meta.db_table}".')
    return sql.startswith("SELECT") and not deletes and any(f'"{table}"' in sql for table in WRITTEN)
