"""Dates joined with their event pages in the reader’s language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.territory import wording
from projects.agenda import places
from projects.agenda.models.events import EventPage
from projects.agenda.models.occurrences import Occurrence, OccurrenceStatus
from projects.agenda.querysets import EventQuerySet


@dataclass(frozen=True)
class Aftermath:
    """The label and URL of the minutes or results of a past date; `url` is empty if there are none."""

    label: str
    url: str


@dataclass(frozen=True)
class ListedOccurrence:
    """A date and its event page, translated if a translation exists, else in the source language."""

    occurrence: Occurrence
    event: EventPage

    @property
    def places(self) -> places.Places | None:
        """Returns the state of its places; None if the event takes no registrations."""
        return places.shown(self.occurrence, self.event, timezone.now())

    @property
    def registration(self) -> str:
        """Returns the registration URL relative to the event page; an empty string if closed."""
        if self.places in (None, places.Places.CLOSED) or not self.occurrence.pk:
            return ""
        return f"inscription/?date={self.occurrence.pk}"

    @property
    def distance(self) -> str:
        """Returns the distance from the place searched, as text; an empty string if none was searched."""
        away = getattr(self.event, "away", None)
        return "" if away is None else wording.distance(away)

    @property
    def aftermath(self) -> Aftermath | None:
        """Returns None unless the date took place."""
        if not self.occurrence.is_over or self.occurrence.status != OccurrenceStatus.SCHEDULED:
            return None
        if not self.event.has_results:
            return Aftermath(_("Pas encore de compte rendu"), "")
        label = _("Lire le compte rendu") if self.event.has_minutes else _("Voir ce qui s’est passé")
        return Aftermath(label, f"{self.event.url}#compte-rendu")

    @property
    def language(self) -> str:
        """Returns the language code of the event page; an empty string if it is the reader’s."""
        code = self.event.locale.language_code
        return "" if code == get_language() else code


def listed(
    occurrences: Iterable[Occurrence], events: EventQuerySet | None = None
) -> list[ListedOccurrence]:
    """Returns each date with its event page, in one more query.

    `events` replaces the default queryset of pages, to read more fields than a list shows.
    """
    occurrences = list(occurrences)
    keys = _keys_of_events(occurrences)
    pages = (EventPage.objects.all() if events is None else events).live_and_public()
    versions: dict = defaultdict(list)
    for page in pages.filter(translation_key__in=set(keys.values())).select_related(
        "locale", "commune", "park", "content_type"
    ):
        versions[page.translation_key].append(page)
    shown = {key: max(pages, key=_preference) for key, pages in versions.items()}
    return [
        ListedOccurrence(occurrence, shown[keys[occurrence.event_id]])
        for occurrence in occurrences
        if keys[occurrence.event_id] in shown
    ]


def _keys_of_events(occurrences: list[Occurrence]) -> dict[int, UUID]:
    """Returns translation keys by event, from the annotation of `of_events`, else by a query.

    With a subquery instead, PostgreSQL would join the dates last, after all events.
    """
    known: dict = {each.event_id: getattr(each, "event_key", None) for each in occurrences}
    if None not in known.values():
        return known
    return dict(Page.objects.order_by().filter(pk__in=known).values_list("pk", "translation_key"))


def by_month(
    items: Iterable[ListedOccurrence], latest_first: bool = False
) -> list[tuple[date, list[ListedOccurrence]]]:
    """Groups dates by the first day of their month, in the order given.

    At the turn of a month time zones differ: dates of the next month may stand between dates of the
    previous one.
    """
    months: dict[date, list[ListedOccurrence]] = defaultdict(list)
    for item in items:
        months[item.occurrence.day.replace(day=1)].append(item)
    return sorted(months.items(), reverse=latest_first)


def _preference(page: EventPage) -> int:
    """Returns 2 for the reader’s language, 1 for the site’s, else 0."""
    code = page.locale.language_code
    return 2 if code == get_language() else 1 if code == settings.LANGUAGE_CODE else 0
