"""The page base, and the terms that pages are filed under."""

from portal.content.models.pages import PortalPage
from portal.content.models.terms import PageAudience, PageTheme, TaggedPage

__all__ = ["PageAudience", "PageTheme", "PortalPage", "TaggedPage"]
