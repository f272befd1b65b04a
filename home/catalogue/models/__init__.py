"""The page of the catalogue, what it files pages under, and what visitors sought in vain."""

from home.catalogue.models.entries import CatalogueEntry, Filing
from home.catalogue.models.page import CataloguePage
from home.catalogue.models.sought import SoughtWords

__all__ = ["CatalogueEntry", "CataloguePage", "Filing", "SoughtWords"]
