"""The home page, and pages of plain prose."""

from home.models.home import HomePage
from home.models.standard import StandardPage

__all__ = ["HomePage", "StandardPage"]
