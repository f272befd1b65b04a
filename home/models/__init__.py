"""The home page and simple text pages."""

from home.models.home import HomePage
from home.models.standard import StandardPage

__all__ = ["HomePage", "StandardPage"]
