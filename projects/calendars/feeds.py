"""Content and HTTP response of the feeds.

A feed is an alternate view of the agenda, with the same query string, or of an event.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.content.alternate_views import AlternateView
from portal.content.models import PortalPage
from portal.feeds.feeds import answer, is_open, last_edit, printable
from projects.agenda import search
from projects.agenda.forms import AgendaForm
from projects.agenda.listings import ListedOccurrence, listed
from projects.agenda.models import AgendaPage, EventPage, Occurrence, OccurrenceStatus
from projects.agenda.querysets import OccurrenceQuerySet

MOST_DATES = 500
#: Query parameter of an event’s feed: only that date.
ONE_DATE = "date"


@dataclass(frozen=True)
class FedDate:
    """A date in a feed: plain text, public data only."""

    item: ListedOccurrence
    url: str
    title: str = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "title", self._title())

    @property
    def occurrence(self) -> Occurrence:
        return self.item.occurrence

    @property
    def event(self) -> EventPage:
        return self.item.event

    @property
    def takes_place(self) -> bool:
        return self.occurrence.status == OccurrenceStatus.SCHEDULED

    @property
    def modified(self) -> datetime:
        """Returns when the date or its page was last changed."""
        return max(self.occurrence.updated_at, self.event.last_published_at or self.occurrence.updated_at)

    @property
    def themes(self) -> list[str]:
        return [printable(theme.name) for theme in self.event.listed_themes]

    @property
    def place(self) -> str:
        return printable(", ".join(self.event.place_parts))

    @property
    def position(self) -> tuple[float, float] | None:
        """Returns (latitude, longitude) of the meeting point, else of the commune; None if unknown."""
        for place in (self.event, self.event.commune):
            if place is not None and place.position:
                return place.position
        return None

    @property
    def access(self) -> list[str]:
        """« Puis-je y aller ? », one fact per line, without names or numbers of people."""
        return [printable(line) for line in self.event.access_lines]

    @property
    def places(self) -> str:
        """Returns the state of the places as text; an empty string without registration here."""
        places = self.item.places
        return str(places.label) if places else ""

    @property
    def description(self) -> str:
        """Returns reason of cancellation, places, summary, access and price."""
        event = self.event
        mention = _("Contenu de démonstration") if event.is_demonstration else ""
        parts = (
            mention,
            self.occurrence.reason,
            self.places,
            event.summary,
            "\n".join(self.access),
            event.price,
        )
        return printable("\n\n".join(part for part in parts if part))

    def _title(self) -> str:
        """The title contains the status, as many programs show only the title."""
        what: dict[str, str] = {
            OccurrenceStatus.CANCELLED: _("Annulé"),
            OccurrenceStatus.POSTPONED: _("Reporté"),
        }
        title = printable(self.event.title)
        if self.takes_place:
            return title
        return _("%(what)s : %(answer)s") % {"what": what[self.occurrence.status], "answer": title}


@dataclass(frozen=True)
class Feed:
    """Dates with a title and URLs."""

    title: str
    url: str
    own_url: str
    language: str
    dates: list[FedDate]
    modified: datetime

    def __post_init__(self):
        object.__setattr__(self, "title", printable(self.title))


def alternate_view(
    page_type: type[PortalPage], name: str, write: Callable[[Feed], bytes], kind: str
) -> AlternateView:
    """Returns the alternate view of a feed of the agenda or an event, serialised by `write`."""
    content = _agenda_feed if page_type is AgendaPage else _event_feed

    def serve(page: PortalPage, request: HttpRequest) -> HttpResponse:
        feed = content(page, request, name)
        own_name = f"{page.slug}.ics" if isinstance(page, EventPage) else ""
        return answer(request, write(feed), kind, feed.modified, own_name)

    return AlternateView(name, serve, exists_for=is_open, in_every_language=True)


def shown(dates: OccurrenceQuerySet, request: HttpRequest, now: datetime) -> list[FedDate]:
    """Returns the dates to come, then recent ones, at most MOST_DATES in total."""
    coming = list(dates.upcoming(now).in_order()[:MOST_DATES])
    over = dates.lately_over(now).latest_first()[: MOST_DATES - len(coming)]
    items = listed(chain(coming, over), EventPage.objects.all().with_themes())
    return [FedDate(item, item.event.get_full_url(request) or "") for item in items]


def _agenda_feed(page: AgendaPage, request: HttpRequest, name: str) -> Feed:
    form = AgendaForm(request.GET, locale=page.locale)
    return _feed(page, request, name, search.find(form.selection), form.query_string)


def _event_feed(page: EventPage, request: HttpRequest, name: str) -> Feed:
    dates, only = Occurrence.objects.of(page), request.GET.get(ONE_DATE, "")
    if re.fullmatch(r"[0-9]{1,18}", only):
        return _feed(page, request, name, dates.filter(pk=only), f"{ONE_DATE}={only}")
    return _feed(page, request, name, dates, "")


def _feed(page, request, name, dates: OccurrenceQuerySet, query: str) -> Feed:
    address, query = page.get_full_url(request) or "", f"?{query}" if query else ""
    fed = shown(dates, request, timezone.now())
    return Feed(
        title=printable(f"{page.title} – {settings.SITE_NAME}"),
        url=address + query,
        own_url=f"{address}{name}{query}",
        language=page.locale.language_code,
        dates=fed,
        modified=max([last_edit(), *(date.modified for date in fed)]),
    )
