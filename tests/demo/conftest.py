"""The demonstration, loaded once for all the tests that look at it."""

import os

import pytest
from django.db import transaction

from portal.demo.english import Translator
from portal.demo.loader import Loader
from tests.measures import validator as html_validator


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker):
    """Inside a transaction that is given up at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        loader = Loader()
        loader.load()
        Translator(loader).translate()
        yield loader
        transaction.set_rollback(True)


@pytest.fixture
def validator():
    """Skipped with a word where it is not installed; CI has installed it, so there that is an error."""
    if missing := html_validator.what_is_missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    return html_validator
