"""The records and bases of the foundation, one file a subject."""

from portal.content.models.files import DocumentText, Picture, PortalDocument, Rendition
from portal.content.models.links import DeadLink
from portal.content.models.pages import PortalPage
from portal.content.models.readings import PageReading
from portal.content.models.recycle_bin import BinnedFile, BinnedPage, RecycleBin
from portal.content.models.reviews import ReviewReminder
from portal.content.models.settings import NetworkSettings
from portal.content.models.territory import Commune, Department, Park, ParkTeam, Region
from portal.content.models.translations import PendingChanges
from portal.content.models.users import User
from portal.content.models.vocabulary import (
    Audience,
    GlossaryTerm,
    PageAudience,
    PageTheme,
    Tag,
    TaggedPage,
    Theme,
)

__all__ = [
    "Audience",
    "BinnedFile",
    "BinnedPage",
    "Commune",
    "DeadLink",
    "Department",
    "DocumentText",
    "GlossaryTerm",
    "NetworkSettings",
    "PageAudience",
    "PageReading",
    "PageTheme",
    "Park",
    "ParkTeam",
    "PendingChanges",
    "Picture",
    "PortalDocument",
    "PortalPage",
    "RecycleBin",
    "Region",
    "Rendition",
    "ReviewReminder",
    "Tag",
    "TaggedPage",
    "Theme",
    "User",
]
