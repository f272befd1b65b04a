"""Helpers shared by the views of the trash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from wagtail.models import Collection, Page

from portal.people.models import User


@dataclass(frozen=True)
class ListedRow:
    """A page or file in the list of the trash."""

    title: str
    #: The name of its type.
    kind: str
    #: The page above, or the collection, if it still exists.
    place: Page | Collection | None
    deleted_by: User | None
    deleted_at: datetime
    put_back_url: str
    for_good_url: str
    is_file: bool = False
    is_picture: bool = False
    #: The URL of its thumbnail, or an empty string.
    look_url: str = ""

    @property
    def until(self) -> datetime:
        return self.deleted_at + timedelta(days=kept_days())

    @property
    def is_kept_longer(self) -> bool:
        """Whether a file is kept because pages use it; pages are never kept longer."""
        return self.is_file and self.until < timezone.now()


def kept_days() -> int:
    return settings.TRASH_KEPT_DAYS


def screen(
    request: HttpRequest, name: str, title: str, context: dict, *, subtitle: str = "", icon: str
) -> TemplateResponse:
    chrome = {
        "page_title": title,
        "page_subtitle": subtitle,
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [],
    }
    return TemplateResponse(request, f"wagtailadmin/trash/{name}.html", chrome | context)
