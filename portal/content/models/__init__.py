"""The base page model and its terms: themes, audiences and tags."""

from portal.content.models.pages import PortalPage
from portal.content.models.terms import PageAudience, PageTheme, TaggedPage

__all__ = ["PageAudience", "PageTheme", "PortalPage", "TaggedPage"]
