"""Page types of the front of the site and what the catalogue keeps, one file a subject."""

from home.models.catalogue import CataloguePage
from home.models.entries import CatalogueEntry, Filing
from home.models.home import HomePage
from home.models.sought import SoughtWords
from home.models.standard import StandardPage

__all__ = ["CatalogueEntry", "CataloguePage", "Filing", "HomePage", "SoughtWords", "StandardPage"]
