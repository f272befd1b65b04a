"""The concrete base model of all events, so that one query serves the agenda."""

from __future__ import annotations

import re
from datetime import tzinfo
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from methods.models import MethodSheetPage, SheetLink
from methods.models.means import durations_holding
from portal.content.api_fields import Links, Record, Rows
from portal.content.blocks import ProseBlock
from portal.content.facts import Fact
from portal.content.fields import ProseField
from portal.content.models import PortalPage
from portal.content.models.terms import values_of
from portal.forms import telephones
from portal.publishing.requirements import Need
from portal.records.panels import RecordsPanel
from portal.territory import time_zones, wording
from projects.agenda.models.access import AccessMixin
from projects.agenda.models.details import EventContactMixin, EventPlaceMixin, EventResultsMixin
from projects.agenda.models.occurrences import Occurrence, OccurrenceStatus
from projects.agenda.page_forms import EventPageForm, FirstDate
from projects.agenda.panels import FirstDatePanel
from projects.agenda.querysets import EventManager
from projects.parks.models import CoordinationPage
from projects.parks.models.parks import position_data

if TYPE_CHECKING:
    from projects.agenda.listings import ListedOccurrence


def _has_a_date(event: EventPage) -> bool:
    return bool(event.occurrences)


class EventPage(EventPlaceMixin, EventContactMixin, AccessMixin, EventResultsMixin, PortalPage):
    is_creatable = False
    parent_page_types = [
        "parks.ParkPage",
        "parks.ProjectPage",
        "parks.CoordinationPage",
    ]
    subpage_types: list[str] = []
    template = "agenda/event_page.html"
    select_related_fields = (
        *PortalPage.select_related_fields,
        "park__outline",
        "commune",
        "coordination",
    )
    kind_slug = "rendez-vous"
    family = "join"
    in_catalogue = True
    exclude_fields_in_reuse = (
        *PortalPage.exclude_fields_in_reuse,
        "contact_name",
        "contact_phone",
        "contact_email",
        "minutes",
        "attendance",
        "outcomes",
    )
    #: Whether associations may propose one in the public form.
    can_be_proposed = True
    api_fields = [
        *PortalPage.api_fields,
        APIField("place_name"),
        APIField("address"),
        APIField("latitude"),
        APIField("longitude"),
        APIField("organiser"),
        APIField("price"),
        APIField("distance_m"),
        APIField("slope"),
        APIField("surface"),
        APIField("access_note"),
        APIField("transport"),
        APIField("if_it_rains"),
        APIField("attendance"),
    ]
    api_details = [
        *PortalPage.api_details,
        APIField("occurrences", Rows("starts_at", "ends_at", "time_zone", "status", "reason")),
        APIField("commune", Record("name", "insee_code")),
        APIField("body"),
        APIField("minutes"),
        APIField("outcomes"),
        APIField("sheets", Links()),
    ]
    needs = (
        *PortalPage.needs,
        Need(
            "first_date_start",
            _("une date"),
            _("Le jour et l’heure où l’on peut venir, ici ou sur l’écran « Dates »."),
            _has_a_date,
        ),
        Need(
            "commune",
            _("une commune ou une position"),
            _("Sans elle, personne ne trouve ce rendez-vous près de chez soi."),
            lambda event: event.position_shown is not None,
        ),
        Need(
            "contact_phone",
            _("un contact"),
            _("Un numéro de téléphone ou une adresse e-mail, pour poser une question."),
            lambda event: bool(event.contact_phone or event.contact_email),
        ),
    )

    coordination = models.ForeignKey(
        CoordinationPage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("coordination"),
        help_text=_("La coordination associative qui y prend part, s’il y en a une."),
    )
    default_capacity = models.PositiveIntegerField(
        _("nombre de places habituel"),
        null=True,
        blank=True,
        help_text=_("Proposé pour chaque nouvelle date. Vide : les places ne sont pas comptées."),
    )
    takes_registrations = models.BooleanField(
        _("on s’inscrit sur ce site"),
        default=False,
        help_text=_("Un bouton « J’y vais » paraît alors à côté de chaque date à venir."),
    )
    registration_closes = models.PositiveSmallIntegerField(
        _("fin des inscriptions"),
        default=2,
        help_text=_("Combien d’heures avant le début. 0 : on s’inscrit jusqu’au dernier moment."),
    )
    body = ProseField(
        ProseBlock(),
        blank=True,
        verbose_name=_("texte"),
        help_text=_("Ce que l’on va faire, comment cela se passe."),
    )

    objects: ClassVar = EventManager()

    base_form_class = EventPageForm
    content_panels = [
        *PortalPage.content_panels,
        FirstDatePanel(),
        RecordsPanel("dates", Occurrence, heading=_("Dates")),
        *EventPlaceMixin.place_panels,
        *EventContactMixin.contact_panels,
        MultiFieldPanel(
            [
                FieldPanel("takes_registrations"),
                FieldRowPanel([FieldPanel("default_capacity"), FieldPanel("registration_closes")]),
            ],
            heading=_("Inscriptions"),
        ),
    ]
    body_panels = [
        FieldPanel("body"),
        InlinePanel("sheet_links", label=_("Fiche suivie"), heading=_("Fiches suivies")),
        FieldPanel("coordination"),
        *AccessMixin.access_panels,
        *EventResultsMixin.results_panels,
    ]

    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("place_name"),
        index.SearchField("organiser"),
        index.SearchField("body"),
        index.SearchField("outcomes"),
        index.RelatedFields("commune", [index.SearchField("name")]),
    ]

    override_translatable_fields = [
        *PortalPage.override_translatable_fields,
        SynchronizedField("place_name"),
        SynchronizedField("address"),
        SynchronizedField("organiser"),
        SynchronizedField("contact_name"),
        SynchronizedField("contact_phone"),
        SynchronizedField("coordination", overridable=False),
        SynchronizedField("takes_registrations", overridable=False),
        SynchronizedField("registration_closes", overridable=False),
    ]

    class Meta:
        verbose_name = _("rendez-vous")
        verbose_name_plural = _("rendez-vous")

    @property
    def facet_values(self) -> dict[str, list[str]]:
        """Adds the stages of the linked sheets and the domain of the coordination.

        The duration is that of the next planned date, else of the last one.
        """
        links = EventSheet.objects.filter(page=self)
        return super().facet_values | {
            "temps": values_of(links, "sheet__stage__number"),
            "duree": durations_holding(Occurrence.objects.of(self).usual_minutes(timezone.now())),
            "domaine": [self.coordination.domain] if self.coordination else [],
        }

    @property
    def zone(self) -> tzinfo:
        """Returns the time zone of its commune, else of its Park, else of the site."""
        if self.commune:
            return self.commune.zone
        return self.park.zone if self.park else time_zones.of_site()

    @cached_property
    def occurrences(self) -> list[Occurrence]:
        """Returns all its dates, by start."""
        return list(Occurrence.objects.of(self).in_order())

    def show_first_date(self, typed: FirstDate) -> None:
        """Makes a preview show the typed first date before it is saved."""
        facts = {"starts_at": typed.starts_at, "ends_at": typed.ends_at, "time_zone": typed.time_zone}
        self.occurrences = [Occurrence(event=self, capacity=self.default_capacity, **facts)]

    @property
    def coming(self) -> list[Occurrence]:
        """Returns the dates that have not ended, including cancelled and postponed ones."""
        now = timezone.now()
        return [occurrence for occurrence in self.occurrences if occurrence.ends_at > now]

    @property
    def coming_listed(self) -> list[ListedOccurrence]:
        """Returns the dates to come with the state of their places."""
        from projects.agenda.listings import ListedOccurrence

        return [ListedOccurrence(occurrence, self) for occurrence in self.coming]

    @property
    def past(self) -> list[Occurrence]:
        """Returns the dates that have ended, latest first."""
        now = timezone.now()
        return [each for each in reversed(self.occurrences) if each.ends_at <= now]

    @property
    def facts(self) -> list[Fact]:
        """Returns the facts that have a value: date, registration, place, access, price, contact."""
        facts = (
            self._when(),
            self._registration(),
            self._where(),
            self._access(),
            self._price(),
            self._contact(),
        )
        return [fact for fact in facts if fact.value]

    def _when(self) -> Fact:
        """Returns the next planned date, else the cancelled or postponed one, else the last one."""
        label, coming = str(_("Quand")), self.coming
        planned = [date for date in coming if date.status == OccurrenceStatus.SCHEDULED]
        if planned:
            return Fact(label, planned[0].when, "calendar", self._note_on(planned))
        if coming:
            return Fact(label, coming[0].get_status_display(), "calendar", coming[0].reason)
        if self.past:
            value = _("Passé : %(day)s") % {"day": wording.day(self.past[0].local_start)}
            return Fact(label, value, "calendar")
        return Fact(label, str(_("Date à fixer")), "calendar")

    def _note_on(self, planned: list[Occurrence]) -> str:
        """Returns the state of the places of the first date, and the number of the others."""
        first = next(item for item in self.coming_listed if item.occurrence == planned[0])
        notes = [str(first.places.label)] if first.places and first.places.value != "free" else []
        if others := len(planned) - 1:
            more = ngettext("et %(number)d autre date", "et %(number)d autres dates", others)
            notes.append(more % {"number": others})
        return ", ".join(notes)

    def _registration(self) -> Fact:
        """Links to the form of the first date with free places, else of the first open one."""
        label, forms = str(_("Inscription")), [item for item in self.coming_listed if item.registration]
        if not forms:
            return Fact(label, "")
        best = min(forms, key=lambda item: item.places == "waiting")
        return Fact(label, str(_("En ligne, sans compte")), "hand", href=f"{self.url}{best.registration}")

    @property
    def place_parts(self) -> list[str]:
        """Returns place name, address and commune. The commune is left out if the address ends with it
        after a comma or a postcode (elsewhere it may be part of a street name).
        """
        commune = self.commune.name if self.commune else ""
        is_said = commune and re.search(rf"(^|,|\d{{5}})\s*{re.escape(commune)}\W*$", self.address)
        parts = (self.place_name, self.address, "" if is_said else commune)
        return [part for part in parts if part]

    @property
    def map_url(self) -> str:
        """Returns a map URL of the meeting point, else of the address; an empty string if unknown."""
        if self.has_position:
            latitude, longitude = f"{self.latitude:.5f}", f"{self.longitude:.5f}"
            place = urlencode({"mlat": latitude, "mlon": longitude})
            return f"https://www.openstreetmap.org/?{place}#map=17/{latitude}/{longitude}"
        if self.address and self.commune:
            place = ", ".join([self.address, self.commune.name])
            return f"https://www.openstreetmap.org/search?{urlencode({'query': place})}"
        return ""

    def _where(self) -> Fact:
        place = [self.place_name, self.commune.name if self.commune else ""]
        return Fact(str(_("Où")), ", ".join(part for part in place if part), "pin")

    def _price(self) -> Fact:
        return Fact(str(_("Prix")), self.price, "euro")

    def _contact(self) -> Fact:
        label, who = str(_("Une question ?")), self.contact_name or self.organiser
        if self.contact_phone:
            number = telephones.written(self.contact_phone)
            return Fact(label, number, "phone", who, telephones.link(self.contact_phone))
        return Fact(label, self.contact_email, "mail", who, f"mailto:{self.contact_email}")

    @cached_property
    def sheets(self) -> list[MethodSheetPage]:
        sheets = MethodSheetPage.objects.live_and_public().named_by(self.sheet_links.all(), self)
        return list(sheets.for_cards())

    @cached_property
    def coordination_shown(self) -> CoordinationPage | None:
        if self.coordination_id is None:
            return None
        versions = CoordinationPage.objects.live_and_public().translations_of(self.coordination)
        return versions.in_language_of(self).first()

    def structured_data(self, request):
        """Returns one Event per date to come, else per past date: each has its own status."""
        dates = self.coming or self.past
        if not dates:
            return {"@type": "CreativeWork"}
        shared = {
            "@type": "Event",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": self._location_data(),
            "organizer": {
                "@type": "Organization",
                "name": self.organiser or settings.SITE_NAME,
            },
        }
        return [{**shared, **_dated(date)} for date in dates]

    def _location_data(self) -> dict:
        return {
            "@type": "Place",
            "name": self.place_name or self.title,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": self.address,
                "addressLocality": self.commune.name if self.commune else "",
                "addressCountry": "FR",
            },
            **({"geo": position} if (position := position_data(self)) else {}),
        }


def _dated(occurrence: Occurrence) -> dict[str, str]:
    status = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}
    return {
        "startDate": occurrence.local_start.isoformat(),
        "endDate": occurrence.local_end.isoformat(),
        "eventStatus": "https://schema.org/" + status.get(occurrence.status, "EventScheduled"),
    }


class EventSheet(SheetLink):
    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="sheet_links")

    class Meta(SheetLink.Meta):
        verbose_name = _("fiche suivie")
        constraints = [
            models.UniqueConstraint(fields=["page", "sheet"], name="an_event_sheet_once"),
        ]
