"""What the tests of the search look into."""

from tests.support.demonstration import demo

__all__ = ["demo"]
