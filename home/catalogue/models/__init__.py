"""The catalogue page, the facets of each page, and searches without results."""

from home.catalogue.models.entries import CatalogueEntry, Filing
from home.catalogue.models.page import CataloguePage
from home.catalogue.models.sought import SoughtWords

__all__ = ["CatalogueEntry", "CataloguePage", "Filing", "SoughtWords"]
