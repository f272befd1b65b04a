"""The demonstration, loaded once for all the tests that look at it, and what checks its HTML."""

import os

import pytest

from tests.measures import validator as html_validator
from tests.support.demonstration import demo

__all__ = ["demo", "validator"]


@pytest.fixture
def validator():
    """Skipped with a word where it is not installed; CI has installed it, so there that is an error."""
    if missing := html_validator.what_is_missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    return html_validator
