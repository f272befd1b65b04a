"""Querysets of the agenda. The current time is an argument."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import (
    PROTECT,
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Q,
    Subquery,
)
from wagtail.models import Page, PageManager

from portal.content.querysets import PortalPageQuerySet
from portal.records.models import PageRecordQuerySet
from portal.territory import distances, time_zones

if TYPE_CHECKING:
    from methods.models import MethodSheetPage
    from portal.territory.models import Commune

#: Rich text without any text: an editor leaves an empty paragraph.
NOTHING_WRITTEN = r"^(\s|<[^>]*>)*$"
#: How long minutes are asked for; later nobody remembers enough to write them.
REMEMBERED = timedelta(days=90)
#: How long feeds still contain dates that are over.
STILL_TOLD = timedelta(days=90)


class OccurrenceQuerySet(PageRecordQuerySet):
    def in_order(self) -> OccurrenceQuerySet:
        return self.order_by("starts_at", "pk")

    def latest_first(self) -> OccurrenceQuerySet:
        return self.order_by("-starts_at", "-pk")

    def nearest_first(self, latitude: float, longitude: float) -> OccurrenceQuerySet:
        """Orders by distance from the event to a point, then by start."""
        return self.alias(away=distances.haversine(latitude, longitude, "event__")).order_by(
            F("away").asc(nulls_last=True), "starts_at", "pk"
        )

    def that_keep(self, now: datetime) -> OccurrenceQuerySet:
        """Returns the dates to come that are not cancelled and have registered or waiting people."""
        somebody = Q(confirmed_places__gt=0) | Q(waiting_places__gt=0)
        return self.upcoming(now).exclude(status="cancelled").filter(somebody)

    def that_must_stay(self) -> OccurrenceQuerySet:
        """Returns the dates that cannot be deleted: rows of upper rooms protect them (PROTECT)."""
        somebody = Q(pk__in=[])
        for relation in self.model._meta.get_fields(include_hidden=True):
            if getattr(relation, "on_delete", None) is PROTECT and relation.auto_created:
                rows = relation.related_model._base_manager.filter((relation.field.name, OuterRef("pk")))
                somebody |= Q(Exists(rows))
        return self.filter(somebody)

    def upcoming(self, now: datetime) -> OccurrenceQuerySet:
        """Returns the dates that have not ended yet."""
        return self.filter(ends_at__gt=now)

    def over(self, now: datetime) -> OccurrenceQuerySet:
        """Returns the dates that have ended; the condition on `starts_at` limits the index scan."""
        return self.filter(starts_at__lt=now, ends_at__lte=now)

    def lately_over(self, now: datetime) -> OccurrenceQuerySet:
        return self.over(now).filter(ends_at__gt=now - STILL_TOLD)

    def from_day(self, day: date) -> OccurrenceQuerySet:
        """Returns the dates that end after the start of a day, in the time zone of their place."""
        return self.filter(_each_by_its_clock("ends_at", "gt", day))

    def until_day(self, day: date) -> OccurrenceQuerySet:
        """Returns the dates that start before the end of a day, in the time zone of their place."""
        return self.beginning_before(day + timedelta(days=1))

    def beginning_before(self, day: date) -> OccurrenceQuerySet:
        return self.filter(_each_by_its_clock("starts_at", "lt", day))

    def beginning_from(self, day: date) -> OccurrenceQuerySet:
        return self.filter(_each_by_its_clock("starts_at", "gte", day))

    def as_planned(self) -> OccurrenceQuerySet:
        """Neither cancelled nor postponed."""
        return self.filter(status="scheduled")

    def usual_minutes(self, now: datetime) -> float | None:
        """Returns the minutes that the next planned date lasts, else the last one, else None."""
        planned = self.as_planned()
        sitting = planned.upcoming(now).in_order().first() or planned.latest_first().first()
        return (sitting.ends_at - sitting.starts_at) / timedelta(minutes=1) if sitting else None

    def with_free_places(self, now: datetime) -> OccurrenceQuerySet:
        """Returns the dates to come with a place for a new registration, or without a capacity."""
        room = Q(capacity__isnull=True) | Q(capacity__gt=F("confirmed_places"), waiting_places=0)
        return self.as_planned().filter(room, starts_at__gt=now)

    def next_moment(self, now: datetime) -> datetime | None:
        """Returns when a date is next shown differently: it begins, ends, closes its registrations, or
        leaves the feeds. None if no date is left.
        """
        hours = self.order_by().values_list("event__registration_closes", flat=True).distinct()
        closing = [timedelta(hours=each) for each in hours]
        steps = [("starts_at", before) for before in {timedelta(), *closing}]
        steps += [("ends_at", timedelta()), ("ends_at", -STILL_TOLD)]
        first = self.aggregate(
            **{
                f"step_{number}": Min(column, filter=Q((f"{column}__gt", now + before)))
                for number, (column, before) in enumerate(steps)
            }
        )
        moments = zip(first.values(), steps, strict=True)
        return min((moment - before for moment, (_column, before) in moments if moment), default=None)

    def with_place_told(self) -> OccurrenceQuerySet:
        """Returns the dates whose place has been told to the people registered."""
        return self.exclude(place_told="")

    def live_and_public(self) -> OccurrenceQuerySet:
        """Returns the dates of events that are public in at least one language."""
        return self.of_events(_events().live_and_public())

    def around(self, now: datetime, each_way: int) -> OccurrenceQuerySet:
        """Returns the next and the last `each_way` dates, in one query, by start."""
        next_ones = self.upcoming(now).in_order().values("pk")[:each_way]
        last_ones = self.over(now).latest_first().values("pk")[:each_way]
        return self.filter(Q(pk__in=next_ones) | Q(pk__in=last_ones)).in_order()

    def of_events(self, events: EventQuerySet) -> OccurrenceQuerySet:
        """Returns the dates with a translation of their event among `events`, annotated with `event_key`.

        A subquery for each date, without a join: the database scans the dates until a page is full,
        instead of starting with all events.
        """
        return self.with_event_key().filter(Exists(events.filter(translation_key=OuterRef("event_key"))))

    def of_few_events(self, events: EventQuerySet) -> OccurrenceQuerySet:
        """Returns the same dates as `of_events`, beginning with the events: for those of one page."""
        keys = events.order_by().values("translation_key")
        versions = Page.objects.order_by().filter(translation_key__in=keys)
        return self.with_event_key().filter(event__in=versions.values("pk"))

    def within(self, kilometres: float, latitude: float, longitude: float) -> OccurrenceQuerySet:
        """Returns the dates whose event takes place within a distance of a point.

        Call it before `of_events`: the database evaluates in that order and skips it for distant dates.
        """
        near = _events().within(kilometres, latitude, longitude)
        return self.filter(Exists(near.filter(pk=OuterRef("event"))))

    def in_commune(self, commune: Commune) -> OccurrenceQuerySet:
        """Returns the dates whose event names a commune."""
        return self.filter(Exists(_events().filter(commune=commune, pk=OuterRef("event"))))

    def with_position(self) -> OccurrenceQuerySet:
        """Returns the dates whose event has a position, or whose commune has one."""
        own = Q(event__latitude__isnull=False, event__longitude__isnull=False)
        return self.filter(own | Q(event__commune__latitude__isnull=False))

    def with_event_key(self) -> OccurrenceQuerySet:
        """Adds `event_key`, the translation key of the event."""
        key = Page.objects.order_by().filter(pk=OuterRef("event")).values("translation_key")
        return self.annotate(event_key=Subquery(key))


class EventQuerySet(PortalPageQuerySet):
    def organised_under(self, page: Page) -> EventQuerySet:
        """Returns the events below a page in the tree.

        The range of paths is for SQLite, which uses no index for the prefix that Wagtail looks for.
        """
        return self.descendant_of(page).filter(path__range=page._get_children_path_interval(page.path))

    def of_coordination(self, coordination: Page) -> EventQuerySet:
        """Returns the events below a coordination or linked to it, in its language."""
        linked = self.filter(coordination__translation_key=coordination.translation_key).order_by()
        below = self.organised_under(coordination).order_by()
        either = below.values("pk").union(linked.values("pk"))
        return self.in_language_of(coordination).filter(pk__in=either)

    def following(self, sheet: MethodSheetPage) -> EventQuerySet:
        """Returns the events linked to a sheet, in its language."""
        links = self.model._meta.get_field("sheet_links").related_model.objects.order_by()
        following = links.filter(sheet__translation_key=sheet.translation_key)
        return self.in_language_of(sheet).filter(pk__in=following.values("page"))

    def of_park(self, slug: str) -> EventQuerySet:
        return self.filter(park__slug=slug)

    def about(self, theme_slug: str) -> EventQuerySet:
        return self.filter(page_themes__term__slug=theme_slug)

    def meant_for(self, audience_slug: str) -> EventQuerySet:
        return self.filter(page_audiences__term__slug=audience_slug)

    def fit_for(self, answer: str) -> EventQuerySet:
        """Returns the events whose access field of that name (`wheelchair`, `pushchair`) is “yes”."""
        return self.filter(**{answer: "yes"})

    def within(self, kilometres: float, latitude: float, longitude: float) -> EventQuerySet:
        """Returns the events whose meeting point, else commune, is within a distance of a point."""
        reach = distances.haversine_of(kilometres)
        return self.alias(away=distances.haversine(latitude, longitude)).filter(away__lte=reach)

    def with_distance(self, latitude: float, longitude: float) -> EventQuerySet:
        """Adds `away`, the distance to a point in kilometres; None if an event has no position."""
        return self.annotate(away=distances.from_point(latitude, longitude))

    def coming(self, now: datetime) -> EventQuerySet:
        """Returns the events with a planned date to come, by `next_date`; adds `next_zone`."""
        dates = _dates_of_each().as_planned().upcoming(now).in_order()
        return (
            self.annotate(**_moment_and_zone("next", dates))
            .filter(next_date__isnull=False)
            .order_by("next_date", "title")
        )

    def incomplete(self) -> EventQuerySet:
        """Returns the events with `lacks_picture` or `lacks_contact` (neither telephone nor email)."""
        return self.annotate(
            lacks_picture=_truth(Q(listing_picture__isnull=True)),
            lacks_contact=_truth(Q(contact_phone="", contact_email="")),
        ).filter(Q(lacks_picture=True) | Q(lacks_contact=True))

    def awaiting_minutes(self, now: datetime) -> EventQuerySet:
        """Returns the events that took place within `REMEMBERED` and have no minutes, latest first, with
        `last_date` and `last_zone`.
        """
        dates = _dates_of_each().as_planned().over(now).filter(ends_at__gte=now - REMEMBERED)
        return (
            self.annotate(**_moment_and_zone("last", dates.latest_first()))
            .filter(last_date__isnull=False, minutes__regex=NOTHING_WRITTEN)
            .order_by("-last_date", "title")
        )

    def by_first_date(self) -> EventQuerySet:
        """Orders by first date, latest first; events without a date last."""
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


def dates_around(now: datetime) -> dict[str, Subquery]:
    """Returns annotations for a queryset of pages of any type: `next_date`, `next_zone`, `last_date` and
    `last_zone` of the planned dates of events; None if there is none.
    """
    dates = _dates_of_each().as_planned()
    return {
        **_moment_and_zone("next", dates.upcoming(now).in_order()),
        **_moment_and_zone("last", dates.over(now).latest_first()),
    }


def _moment_and_zone(which: str, dates: OccurrenceQuerySet) -> dict[str, Subquery]:
    """Returns subqueries for the start and the time zone name of the first of these dates."""
    return {
        f"{which}_date": Subquery(dates.values("starts_at")[:1]),
        f"{which}_zone": Subquery(dates.values("time_zone")[:1]),
    }


def _each_by_its_clock(field: str, comparison: str, day: date) -> Q:
    """Compares a datetime with the start of a day in the time zone of each date.

    The widest bound comes first, so that the database uses an index and compares the time zone only
    of the dates within a day of midnight.
    """
    overseas, site = time_zones.midnights(day), time_zones.midnight(day)
    moments = [site, *overseas.values()]
    is_upper = comparison == "lt"
    loosest, strictest = (max(moments), min(moments)) if is_upper else (min(moments), max(moments))
    compare = f"{field}__{comparison}"
    by_zone = ~Q(time_zone__in=list(overseas)) & Q((compare, site))
    for zone, moment in overseas.items():
        by_zone |= Q((compare, moment), time_zone=zone)
    return Q((compare, loosest)) & (Q((compare, strictest)) | by_zone)


def _truth(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _events() -> EventQuerySet:
    return apps.get_model("agenda.EventPage").objects.all()


def _occurrences() -> OccurrenceQuerySet:
    return apps.get_model("agenda.Occurrence").objects.all()


def _dates_of_each() -> OccurrenceQuerySet:
    """Returns the dates of the event of the outer query."""
    return _occurrences().filter(event__translation_key=OuterRef("translation_key"))


EventManager = PageManager.from_queryset(EventQuerySet)
