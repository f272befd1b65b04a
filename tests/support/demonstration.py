"""The demonstration, loaded once for a package of tests. Its `conftest.py` imports the fixture."""

import pytest
from django.db import transaction

from portal.demo.english import Translator
from portal.demo.loader import Loader


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker):
    """Inside a transaction that is given up at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        loader = Loader()
        loader.load()
        Translator(loader).translate()
        yield loader
        transaction.set_rollback(True)
