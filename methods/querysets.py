"""Querysets of the methods app."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, F, Min, OuterRef, QuerySet, Subquery, Value, When
from modelcluster.queryset import FakeQuerySet
from wagtail.models import Page, PageManager

from portal.content.querysets import PortalPageQuerySet, chosen_pages

if TYPE_CHECKING:
    from portal.people.models import User

#: How long an imported document is kept before its draft is created.
IMPORTS_ARE_KEPT = timedelta(hours=24)


class StageQuerySet(PortalPageQuerySet):
    def in_order(self) -> StageQuerySet:
        return self.order_by(F("number").asc(nulls_last=True), "title")


class MethodSheetQuerySet(PortalPageQuerySet):
    def in_order(self) -> MethodSheetQuerySet:
        """By sheet number, nulls last."""
        return self.order_by(F("number").asc(nulls_last=True), "title")

    def of_stage(self, stage: Page) -> MethodSheetQuerySet:
        """The sheets of a stage, in whichever language it was chosen."""
        return self.filter(stage__translation_key=stage.translation_key)

    def recent(self) -> MethodSheetQuerySet:
        return self.order_by("-first_published_at", "-pk")

    def named_by(self, rows: QuerySet, page: Page) -> MethodSheetQuerySet:
        """The sheets that child rows of `page` link to, in its language and in the order of the rows."""
        sheets = self.in_language_of(page).filter(translation_key__in=chosen_pages(rows, "sheet"))
        if isinstance(rows, FakeQuerySet):
            keys = Page.objects.in_bulk([row.sheet_id for row in rows])
            order = [
                When(translation_key=keys[row.sheet_id].translation_key, then=Value(number))
                for number, row in enumerate(rows)
                if row.sheet_id in keys
            ]
            return sheets.order_by(Case(*order, default=Value(0)), "pk") if order else sheets
        position = (
            rows.filter(sheet__translation_key=OuterRef("translation_key"))
            .order_by()
            .values("sheet__translation_key")
            .annotate(position=Min("sort_order"))
            .values("position")
        )
        return sheets.annotate(position=Subquery(position)).order_by("position", "pk")


class ImportedDocumentQuerySet(models.QuerySet):
    def open_to(self, user: User, now: datetime) -> ImportedDocumentQuerySet:
        """The user’s own documents that have not expired."""
        return self.filter(owner=user, created_at__gt=now - IMPORTS_ARE_KEPT)

    def expired(self, now: datetime) -> ImportedDocumentQuerySet:
        return self.filter(created_at__lte=now - IMPORTS_ARE_KEPT)


StageManager = PageManager.from_queryset(StageQuerySet)
MethodSheetManager = PageManager.from_queryset(MethodSheetQuerySet)
