"""Builds the demo content: each page once, identified by a stable key.

Existing pages are unchanged, even if they were edited; loading again creates nothing.
"""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta
from functools import cached_property
from io import BytesIO
from math import hypot
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from wagtail.coreutils import find_available_slug
from wagtail.models import Collection, Locale, Page, Site, TranslatableMixin

from home.catalogue.models import CataloguePage
from home.models import HomePage, StandardPage
from methods.models import MethodIndexPage, MethodSheetPage, StagePage
from portal.content import park_branches
from portal.demo import fields, texts
from portal.demo.texts import KEYS, PICTURES, Text
from portal.media.models import Picture
from portal.search.models import SynonymSet
from portal.territory import outlines, time_zones
from portal.territory import services as territory
from portal.territory.maps.projection import metres_per_degree
from portal.territory.models import Commune, Park
from portal.vocabulary.models import Audience, GlossaryTerm, Theme
from projects.agenda import services as agenda
from projects.agenda.models import (
    AgendaPage,
    BrainstormingPage,
    EventSheet,
    MeetingPage,
    Occurrence,
    WorkshopPage,
)
from projects.concertation import services as concertation
from projects.concertation.models import ConsultationPage
from projects.parks.models import (
    Action,
    CharterIndexPage,
    CharterOrientationPage,
    CoordinationPage,
    OrientationSheet,
    ParkIndexPage,
    ParkPage,
    ProjectPage,
)
from projects.registrations import services as registrations
from projects.registrations.services import Application
from projects.walks.models import UrbanWalkPage

NAMESPACE = uuid.UUID("6f0f2f0e-6f8b-4d0e-9d5b-0d7c1e5a4b11")
STANDARD_PAGES = ("a-propos", "contact", "accessibilite", "donnees-personnelles", "mentions-legales")
EVENT_TYPES = {
    "workshop": WorkshopPage,
    "walk": UrbanWalkPage,
    "brainstorming": BrainstormingPage,
    "meeting": MeetingPage,
}

PARK_PAGES = {
    "project": ProjectPage,
    "coordination": CoordinationPage,
    "consultation": ConsultationPage,
}


def own_key(name: str) -> uuid.UUID:
    """Returns the translation key of a demo record, from its name; it identifies demo records."""
    return uuid.uuid5(NAMESPACE, name)


class Loader:
    """One load. `pages` contains every demo page by its key."""

    def __init__(self) -> None:
        self.locale = Locale.objects.get(language_code="fr")
        self.today = timezone.localdate()
        self.pages: dict[str, Page] = {}
        self._new: list[tuple[Page, Text]] = []
        self._guests: list[tuple[Occurrence, list[dict[str, Any]]]] = []

    @transaction.atomic
    def load(self) -> int:
        """Creates the missing pages and returns how many it wrote."""
        self._plant()
        for page, text in self._new:
            self._write(page, text)
        for page, text in self._new:
            self._add_records(page, text)
        for page, _text in self._new:
            self._publish(page)
        for date, people in self._guests:
            self._register(date, people)
        for park in Park.objects.filter(pages__in=self.pages.values()).distinct():
            park_branches.open_park(park)
        return len(self._new)

    def owns(self, record: TranslatableMixin, name: str) -> bool:
        """Returns whether it is a demo record; the home page is one if this load has written it."""
        is_new = any(page.pk == record.pk for page, _text in self._new if isinstance(record, Page))
        return is_new or record.translation_key == own_key(name)

    # First the tree without content, so that any page can link to any other.

    def _plant(self) -> None:
        self._explain_words()
        self._join_synonyms()
        home = self._home()
        methods = self._singleton(home, MethodIndexPage, texts.method_index(), "La démarche")
        for text in texts.stages():
            self._page(methods, StagePage, text)
        for text in texts.sheets():
            self._page(methods, MethodSheetPage, text)
        self._locate()
        parks = self._singleton(home, ParkIndexPage, texts.page("parks-index"), "Les Parcs")
        for text, below in texts.parks():
            self._plant_park(parks, text, below)
        self._singleton(home, AgendaPage, texts.page("agenda"), "Agenda")
        self._singleton(home, CataloguePage, texts.page("catalogue"), "Rechercher")
        for name in STANDARD_PAGES:
            self._page(home, StandardPage, texts.page(name), show_in_menus=True)

    def _home(self) -> Page:
        """Returns the home page, to be written unless it already has a revision."""
        root = Site.objects.get(is_default_site=True).root_page
        home = HomePage.objects.get(translation_key=root.translation_key, locale=self.locale)
        self.pages[KEYS["home"]] = home
        if home.latest_revision_id is None:
            self._new.append((home, texts.page("home")))
        return home

    @staticmethod
    def _locate() -> None:
        """Loads the communes that the texts name, of the official file, where they are missing."""
        named = {code for text, _below in texts.parks() for code in text.values["communes"]}
        missing = named.difference(Commune.objects.values_list("insee_code", flat=True))
        if missing:
            territory.load(only=missing)

    def _plant_park(self, index: Page, text: Text, below: list[Text]) -> None:
        park = self._park(text)
        page = self._page(index, ParkPage, text, park=park)
        charter = self._page(
            page, CharterIndexPage, Text(f"{text.key}-charte", "charter", text.values["charter"])
        )
        for values in text.values["charter"]["orientations"]:
            orientation = Text(values["key"], "orientation", values)
            self._page(charter, CharterOrientationPage, orientation)
        for each in below:
            parent = self.pages[each.values["parent"]] if "parent" in each.values else page
            self._page(parent, self._type_of(each), each)

    @staticmethod
    def _type_of(text: Text) -> type[Page]:
        if text.kind == "event":
            return EVENT_TYPES[text.values["kind"]]
        return PARK_PAGES[text.kind]

    def _singleton(self, parent: Page, page_type: type[Page], text: Text, slug_from: str) -> Page:
        """Returns the only page of its type, which may be an editor’s own."""
        existing = page_type.objects.child_of(parent).first()
        if existing is not None:
            self.pages[text.key] = existing
            return existing
        return self._page(parent, page_type, text, show_in_menus=True)

    def _page(self, parent: Page, page_type: type[Page], text: Text, **facts: Any) -> Page:
        key = own_key(text.key)
        page = page_type.objects.filter(translation_key=key, locale=self.locale).first()
        if page is None:
            if "park" not in facts:
                facts["park_id"] = getattr(parent, "park_id", None)
            page = page_type(
                title=text.values["title"],
                slug=find_available_slug(parent, text.values.get("slug", text.key)),
                translation_key=key,
                locale=self.locale,
                live=False,
                **facts,
            )
            parent.add_child(instance=page)
            self._new.append((page, text))
        self.pages[text.key] = page
        return page

    # Then the content of each page.

    def _write(self, page: Page, text: Text) -> None:
        values = dict(text.values)
        if isinstance(page, ParkPage):
            for name in fields.RECORD_ONLY:
                values.pop(name, None)
        fields.fill(page, values, self)
        self._relate(page, values)
        page.title = values["title"]
        page.draft_title = page.title
        page.save_revision(log_action=True)

    def _relate(self, page: Page, values: dict[str, Any]) -> None:
        """Sets foreign keys to other pages and records, and dates relative to today."""
        if isinstance(page, MethodSheetPage) and "stage" in values:
            page.stage = self.pages[values["stage"]]
        if isinstance(page, CharterIndexPage):
            page.starts_on, page.ends_on = values.get("starts_on"), values.get("ends_on")
        if isinstance(page, CharterOrientationPage):
            page.sheet_links.set(self._sheets(OrientationSheet, values))
        if isinstance(page, ProjectPage):
            page.starts_on = self._day(values.get("starts_days"))
            page.ends_on = self._day(values.get("ends_days"))
        if isinstance(page, tuple(EVENT_TYPES.values())):
            page.sheet_links.set(self._sheets(EventSheet, values))
            page.commune = Commune.objects.filter(insee_code=values.get("commune")).first()
            page.coordination = self.pages.get(values.get("coordination", ""))

    def _sheets(self, row_type, values):
        return [
            row_type(sheet=self.pages[key], sort_order=number)
            for number, key in enumerate(values.get("sheets", []))
        ]

    def _day(self, days: int | None):
        return None if days is None else self.today + timedelta(days=days)

    # Then the records that belong to pages; after that, all can be published.

    def _add_records(self, page: Page, text: Text) -> None:
        if isinstance(page, ProjectPage):
            for row in text.values.get("actions", []):
                self._add_action(page, row)
        if isinstance(page, tuple(EVENT_TYPES.values())):
            for row in text.values.get("dates", []):
                self._add_date(page, row)
        if isinstance(page, ConsultationPage):
            self._prepare(page, text.values["groups"])

    @staticmethod
    def _prepare(page: ConsultationPage, groups: dict[str, dict[str, Any]]) -> None:
        """Begins a preparation in which the question is still to be read again."""
        consultation = concertation.begin(page, None, timezone.now())
        for kind, facts in groups.items():
            consultation.groups.filter(kind=kind).update(**facts)

    def _add_action(self, project: Page, row: dict[str, Any]) -> None:
        row = dict(row)
        action = Action(project=project, deadline=self._day(row.pop("deadline_days", None)), **row)
        action.full_clean()
        action.save()

    def _add_date(self, event: Page, row: dict[str, Any]) -> None:
        day = self.today + timedelta(days=row["in_days"])
        clock = datetime.combine(day, time.fromisoformat(row["starts"]))
        starts_at = time_zones.on_the_wall(clock, event.zone)
        facts = {name: row[name] for name in ("status", "reason", "capacity") if name in row}
        end = starts_at + timedelta(minutes=row["minutes"])
        date = agenda.schedule(event, starts_at, end, **facts)
        if people := row.get("registered"):
            self._guests.append((date, people))

    @staticmethod
    def _register(date: Occurrence, people: list[dict[str, Any]]) -> None:
        """Registers fictitious people, so that the organiser’s view of registrations is not empty."""
        date = Occurrence.objects.get(pk=date.pk)  # reloaded: its event is now published
        for number, person in enumerate(people):
            email = "" if "phone" in person else f"personne{number}.{date.pk}@vivre-ensemble.example.org"
            facts = {"language": "fr", "email": email} | person
            registrations.register(date, Application(**facts), timezone.now())

    @staticmethod
    def _publish(page: Page) -> None:
        page.latest_revision.publish()
        page.refresh_from_db()

    # Records that pages use.

    @cached_property
    def themes(self) -> dict[str, Theme]:
        return self._terms(Theme, texts.vocabulary()["themes"])

    @cached_property
    def audiences(self) -> dict[str, Audience]:
        return self._terms(Audience, texts.vocabulary()["audiences"])

    def _terms(self, model, rows):
        return {
            row["slug"]: model.objects.get_or_create(
                slug=row["slug"],
                locale=self.locale,
                defaults={**row, "translation_key": own_key(f"{model.__name__}:{row['slug']}")},
            )[0]
            for row in rows
        }

    def _explain_words(self) -> None:
        self._terms(
            GlossaryTerm,
            [
                {
                    "slug": row["slug"],
                    "name": row["name"],
                    "variants": ", ".join(row["variants"]),
                    "description": row["definition"],
                }
                for row in texts.glossary()
            ],
        )

    @staticmethod
    def _join_synonyms() -> None:
        """Creates the synonym sets only if there are none, since a set has no key to identify it."""
        if not SynonymSet.objects.exists():
            SynonymSet.objects.bulk_create(SynonymSet(expressions=each) for each in texts.synonyms())

    def _park(self, text: Text) -> Park:
        values = text.values
        park, made = Park.objects.get_or_create(
            slug=text.key,
            defaults={
                name: values.get(name)
                for name in ("name", "area_km2", "inhabitants", "latitude", "longitude")
            },
        )
        if made:
            park.departments.set(values["departments"])
            park.communes.set(Commune.objects.filter(insee_code__in=values["communes"]))
            park.communes.add(*self._communes_around(park, values["communes_within_km"]))
            outlines.draw(park)
        return park

    @staticmethod
    def _communes_around(park: Park, kilometres: float) -> list[Commune]:
        """Returns the recorded communes of its départements within a distance of its position.

        They stand for the true list, which is not at hand: invented, as all of the demonstration.
        """
        latitude, longitude = park.position or (0.0, 0.0)
        north, east = metres_per_degree(latitude)

        def is_near(commune: Commune) -> bool:
            if commune.position is None:
                return False
            there, beside = commune.position
            away = hypot((there - latitude) * north, (beside - longitude) * east)
            return away <= kilometres * 1000

        return list(filter(is_near, Commune.objects.filter(department__in=park.departments.all())))

    @cached_property
    def _collection(self) -> Collection:
        name = "Démonstration"
        existing = Collection.objects.filter(name=name).first()
        return existing or Collection.get_first_root_node().add_child(name=name)

    def picture(self, key: str) -> Picture:
        existing = Picture.objects.filter(collection=self._collection, title=key).first()
        if existing is not None:
            return existing
        drawing = ImageFile(BytesIO((PICTURES / f"{key}.svg").read_bytes()), name=f"{key}.svg")
        picture = Picture(title=key, file=drawing, collection=self._collection)
        picture._set_image_file_metadata()
        picture.save()
        return picture

    def linked(self, value: Any) -> Any:
        """Replaces links to keys in rich text by links to pages; returns other values unchanged."""
        if not isinstance(value, str):
            return value

        def link(match):
            key = KEYS.get(match[1], match[1])
            return f'<a linktype="page" id="{self.pages[key].pk}">'

        return fields.LINK.sub(link, value).strip()
