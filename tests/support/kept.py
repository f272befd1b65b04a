"""What many tests begin with and none keeps: made once for all of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import translation

from home.catalogue.bitmaps import facet_bitmaps


@contextmanager
def transaction_of_many_tests(django_db_blocker) -> Iterator[None]:
    """A transaction that is given up at the end; each test has a savepoint inside it.

    Fixtures of a module or a package are made before what every test may ask for.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        facet_bitmaps.forget()
        translation.activate(settings.LANGUAGE_CODE)
        yield
        transaction.set_rollback(True)
