"""The demonstration, loaded once for a package of tests. Its `conftest.py` imports the fixture."""

import pytest

from portal.demo.english import Translator
from portal.demo.loader import Loader
from tests.support.kept import transaction_of_many_tests


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker):
    with transaction_of_many_tests(django_db_blocker):
        loader = Loader()
        loader.load()
        Translator(loader).translate()
        yield loader
