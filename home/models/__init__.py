"""Page types of the front of the site, one file a subject."""

from home.models.catalogue import CataloguePage
from home.models.home import HomePage
from home.models.standard import StandardPage

__all__ = ["CataloguePage", "HomePage", "StandardPage"]
