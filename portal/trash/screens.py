"""Helpers shared by the views of the trash."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.template.response import TemplateResponse

from portal.trash.models import TrashedFile, TrashedPage


def kept_days() -> int:
    return settings.TRASH_KEPT_DAYS


def put_back_until(row: TrashedPage | TrashedFile) -> datetime:
    return row.deleted_at + timedelta(days=kept_days())


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
