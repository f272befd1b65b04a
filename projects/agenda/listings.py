"""Dates joined with the event pages that present them in the reader’s language."""

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

from projects.agenda import places, wording
from projects.agenda.models.events import EventPage
from projects.agenda.models.occurrences import Occurrence, OccurrenceStatus
from projects.agenda.querysets import EventQuerySet


@dataclass(frozen=True)
class Aftermath:
    """What a date that is over left behind, in words, and the address to read it at, if anything."""

    label: str
    url: str


@dataclass(frozen=True)
class ListedOccurrence:
    """A date and its event, translated where it is, in the source language where it is not."""

    occurrence: Occurrence
    event: EventPage

    @property
    def places(self) -> places.Places | None:
        """What to say of its places; None where nobody registers here."""
        return places.shown(self.occurrence, self.event, timezone.now())

    @property
    def registration(self) -> str:
        """The form to come, from the event’s page; none where it is closed."""
        if self.places in (None, places.Places.CLOSED) or not self.occurrence.pk:
            return ""
        return f"inscription/?date={self.occurrence.pk}"

    @property
    def distance(self) -> str:
        """How far it is from the place that was asked for, in words; nothing where none was."""
        away = getattr(self.event, "away", None)
        return "" if away is None else wording.distance(away)

    @property
    def aftermath(self) -> Aftermath | None:
        """Of a date that took place."""
        if not self.occurrence.is_over or self.occurrence.status != OccurrenceStatus.SCHEDULED:
            return None
        if not self.event.has_results:
            return Aftermath(_("Pas encore de compte rendu"), "")
        label = _("Lire le compte rendu") if self.event.has_minutes else _("Voir ce qui s’est passé")
        return Aftermath(label, f"{self.event.url}#compte-rendu")

    @property
    def language(self) -> str:
        """The language of the event where it is not the reader’s own, else nothing."""
        code = self.event.locale.language_code
        return "" if code == get_language() else code


def listed(
    occurrences: Iterable[Occurrence], events: EventQuerySet | None = None
) -> list[ListedOccurrence]:
    """Each date with its event page, in one query more, whatever their number.

    `events` may say what to read of the pages, where more of them is needed than a list shows.
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
    """The translation keys by event, read with the dates where they come from `of_events`, else now.

    Of a subquery in their place PostgreSQL would make the last of its joins, after all events.
    """
    known: dict = {each.event_id: getattr(each, "event_key", None) for each in occurrences}
    if None not in known.values():
        return known
    return dict(Page.objects.order_by().filter(pk__in=known).values_list("pk", "translation_key"))


def by_month(
    items: Iterable[ListedOccurrence], latest_first: bool = False
) -> list[tuple[date, list[ListedOccurrence]]]:
    """Dates of one month together, in the order given, under the month’s first day.

    At the turn of a month it is already the next one in some places: their dates may stand between
    others of the month before.
    """
    months: dict[date, list[ListedOccurrence]] = defaultdict(list)
    for item in items:
        months[item.occurrence.day.replace(day=1)].append(item)
    return sorted(months.items(), reverse=latest_first)


def _preference(page: EventPage) -> int:
    """The reader’s language first, then the site’s own, then any."""
    code = page.locale.language_code
    return 2 if code == get_language() else 1 if code == settings.LANGUAGE_CODE else 0
