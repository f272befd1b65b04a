"""Reads of the agenda. The clock is passed in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, F, Min, OuterRef, Q, Subquery
from wagtail.models import Page, PageManager

from portal.content.page_records import PageRecordQuerySet
from portal.content.querysets import PortalPageQuerySet

if TYPE_CHECKING:
    from methods.models import MethodSheetPage


class OccurrenceQuerySet(PageRecordQuerySet):
    def in_order(self) -> OccurrenceQuerySet:
        return self.order_by("starts_at", "pk")

    def latest_first(self) -> OccurrenceQuerySet:
        return self.order_by("-starts_at", "-pk")

    def upcoming(self, now: datetime) -> OccurrenceQuerySet:
        """Until it has ended, an occurrence is upcoming."""
        return self.filter(ends_at__gt=now)

    def over(self, now: datetime) -> OccurrenceQuerySet:
        return self.filter(ends_at__lte=now)

    def visible(self) -> OccurrenceQuerySet:
        """Those of events that everybody may read in at least one language."""
        return self.filter(
            Exists(_visible_events().filter(translation_key=OuterRef("event__translation_key")))
        )

    def around(self, now: datetime, each_way: int) -> OccurrenceQuerySet:
        """The next few to come and the last few over, in one query, in the order of time."""
        next_ones = self.upcoming(now).in_order().values("pk")[:each_way]
        last_ones = self.over(now).latest_first().values("pk")[:each_way]
        return self.filter(Q(pk__in=next_ones) | Q(pk__in=last_ones)).in_order()

    def of_events(self, events: EventQuerySet) -> OccurrenceQuerySet:
        return self.filter(event__translation_key__in=events.values("translation_key"))


class EventQuerySet(PortalPageQuerySet):
    def organised_under(self, page: Page) -> EventQuerySet:
        """Those that stand below a page of the tree."""
        return self.descendant_of(page)

    def of_coordination(self, coordination: Page) -> EventQuerySet:
        """Those below a coordination or that name it, in its language."""
        key = coordination.translation_key
        return self.in_language_of(coordination).filter(
            Q(path__startswith=coordination.path) | Q(coordination__translation_key=key)
        )

    def following(self, sheet: MethodSheetPage) -> EventQuerySet:
        """Those that followed a sheet, in its language."""
        return self.in_language_of(sheet).filter(
            Exists(
                self.model._meta.get_field("sheet_links").related_model.objects.filter(
                    page=OuterRef("pk"), sheet__translation_key=sheet.translation_key
                )
            )
        )

    def by_first_date(self) -> EventQuerySet:
        """Latest first; those without a date last."""
        first = (
            _occurrences()
            .filter(event__translation_key=OuterRef("translation_key"))
            .order_by()
            .values("event__translation_key")
            .annotate(first=Min("starts_at"))
            .values("first")
        )
        return self.annotate(first_date=Subquery(first)).order_by(
            F("first_date").desc(nulls_last=True), "title"
        )


def _visible_events():
    from projects.agenda.models import EventPage

    return EventPage.objects.visible()


def _occurrences():
    from projects.agenda.models import Occurrence

    return Occurrence.objects.all()


EventManager = PageManager.from_queryset(EventQuerySet)
