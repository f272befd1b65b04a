"""A network of 58 Parks at any size: the demonstration, then as many pages and dates as asked.

Every Park has a charter, projects and coordinations, with events below them, past and to come. Every
page has themes, audiences and tags, events and orientations have sheets, and every second page is English
where there is room. One page of forty is a draft, one project is private. Half of the events follow one
popular sheet. The site of the fewest pages has one Park as full as all are in the largest.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import Locale, Page, PageViewRestriction, TranslatableMixin
from wagtail.search.backends import get_search_backend

from home.models import HomePage
from methods.models import MethodIndexPage, MethodSheetPage
from portal.content.models import PortalPage
from portal.territory import time_zones
from portal.territory.models import Commune, Department, Park
from projects.agenda.models import EventPage, EventSheet, Occurrence
from projects.parks.models import (
    CharterIndexPage,
    CharterOrientationPage,
    CoordinationPage,
    OrientationSheet,
    ParkIndexPage,
    ParkPage,
    ProjectOrientation,
    ProjectPage,
)
from tests.support.crowd import add_copies

PARKS, ORIENTATIONS, PROJECTS, COORDINATIONS = 58, 9, 11, 1
#: Sheets beside those of the demonstration, and how many more in a network whose Parks are all full.
SHEETS, SHEETS_OF_PARKS = 25, 2 * PARKS
COMMUNES_OF_EACH = 20
#: From this number of pages on, all Parks are full.
LARGE = 5_000
DRAFTS_EVERY = 40
#: Child rows that are drawn by lot instead of copied.
DRAWN = {
    "page_themes",
    "page_audiences",
    "tagged_items",
    "sheet_links",
    "related_sheets",
    "orientation_links",
}
AT_A_TIME = 500


def grow(pages: int, dates: int) -> None:
    """Adds to the demonstration until there are about so many pages, and that many dates."""
    is_large = pages >= LARGE
    parks = _parks()
    french, english = (Locale.objects.get(language_code=code) for code in ("fr", "en"))
    originals = _Originals()
    languages = [_Language(french, originals, parks)]
    if is_large:
        languages.append(_Language(english, originals, parks))
    for language in languages:
        language.fill_parks(all_of_them=is_large)
    left = (pages - PortalPage.objects.count()) // len(languages)
    for language in languages:
        language.add_events(left)
    private = ProjectPage.objects.exclude(park=originals.park.park).last()
    if private:
        PageViewRestriction.objects.create(page=private, restriction_type="login")
    _add_dates(languages[0].events, dates)
    _count_children()
    _index([key for language in languages for key in language.keys])


class _Originals:
    """Pages of the demonstration by type. `park` is the page of the Park that is full at any size."""

    def __init__(self):
        written = PortalPage.objects.live_and_public().filter(locale__language_code="fr")
        self._pages = list(written.specific().order_by("pk"))
        self.park = max(
            self.of(ParkPage), key=lambda page: sum(each.park_id == page.park_id for each in self._pages)
        )

    def of(self, page_type: type[Page]) -> list:
        return [page for page in self._pages if isinstance(page, page_type)]


class _Language:
    """The pages of the network in one language; those of one number are translations of each other."""

    def __init__(self, locale: Locale, originals: _Originals, parks: list[Park]):
        self.locale, self.originals, self.parks = locale, originals, parks
        self.keys: list[int] = []
        self.events: list[int] = []
        home = HomePage.objects.get(locale=locale)
        self._index = ParkIndexPage.objects.filter(locale=locale).first()
        if self._index is None:
            (key,) = self._add(originals.of(ParkIndexPage), 1, [home])
            self._index = ParkIndexPage.objects.get(pk=key)
        self._methods = MethodIndexPage.objects.get(locale=locale)
        existing = ParkPage.objects.filter(locale=locale).count()
        self._add(originals.of(ParkPage), len(parks), [self._index], first=existing)

    def fill_parks(self, *, all_of_them: bool) -> None:
        """Adds charters, orientations, projects, coordinations and sheets."""
        add, of = self._add, self.originals.of
        pages = ParkPage.objects.filter(locale=self.locale).order_by("pk")
        full = list(pages) if all_of_them else [self.originals.park]
        number = len(full)
        without = [page for page in full if not CharterIndexPage.objects.child_of(page).exists()]
        if without:
            add(of(CharterIndexPage), len(without), without)
        charters = CharterIndexPage.objects.filter(park__in=[page.park for page in full])
        charters = list(charters.filter(locale=self.locale).order_by("pk"))
        orientations = add(of(CharterOrientationPage), ORIENTATIONS * number, charters)
        projects = add(of(ProjectPage), PROJECTS * number, full)
        coordinations = add(of(CoordinationPage), COORDINATIONS * number, full)
        sheets = SHEETS + all_of_them * SHEETS_OF_PARKS
        add(of(MethodSheetPage), sheets, [self._methods])
        _link_sheets(OrientationSheet, orientations)
        _link_orientations(projects)
        own = PortalPage.objects.filter(locale=self.locale, park=self.originals.park.park).order_by("pk")
        first = [own.type(kind).first() for kind in (ProjectPage, CoordinationPage, ParkPage)]
        others = (
            Page.objects.filter(pk__in=[*projects, *coordinations])
            if all_of_them
            else Page.objects.none()
        )
        self._parents = [page.specific for page in [*filter(None, first), *others.order_by("pk")]]

    def add_events(self, number: int) -> None:
        self.events = self._add(self.originals.of(EventPage), number, self._parents)
        _link_sheets(EventSheet, self.events)

    def _add(self, originals: Sequence, last: int, parents: Sequence[Page], first: int = 0) -> list[int]:
        """Copies of the originals that are not numbered so far, with their child rows."""
        ours = list(originals)

        def change(page: PortalPage, number: int) -> None:
            now = timezone.now()
            page.locale = self.locale
            page.translation_key = uuid5(NAMESPACE_URL, f"{type(page).__name__} {number}")
            page.first_published_at = now - timedelta(days=number * 37 % 1000, minutes=number % 1440)
            if isinstance(page, ParkPage):
                page.park_id = self.parks[number].pk
            if isinstance(page, MethodSheetPage):
                page.number = None
                page.park_id = self.parks[number % PARKS].pk if number >= SHEETS else None
            if isinstance(page, ProjectPage):
                page.starts_on = (now - timedelta(days=number * 13 % 1500)).date()
            if isinstance(page, EventPage):
                page.live = number % DRAFTS_EVERY != DRAFTS_EVERY - 1
                page.commune_id = _commune(page.park_id, number)

        keys = add_copies(ours, first, last, parents, change)
        of_each = [ours[number % len(ours)] for number in range(first, last)]
        _copy_rows(list(zip(of_each, keys, strict=True)), self.locale)
        self.keys += keys
        return keys


def _parks() -> list[Park]:
    """All Parks, each with communes in a département of its own; those of the demonstration first."""
    own = list(Park.objects.order_by("pk"))
    departments = list(Department.objects.order_by("code"))
    for number in range(len(own), PARKS):
        park = Park.objects.create(name=f"Parc {number}", slug=f"parc-{number}")
        park.departments.add(departments[number])
        own.append(park)
    for number, park in enumerate(own):
        latitude, longitude = 43 + number % 8, number % 7 - 1
        communes = Commune.objects.bulk_create(
            Commune(
                insee_code=f"{10 + number}{980 + each}",  # no commune has such a code
                name=f"Commune {number} {each}",
                department=departments[number],
                latitude=latitude + each / 40,
                longitude=longitude + each / 50,
            )
            for each in range(COMMUNES_OF_EACH)
        )
        # Those of the demonstration keep the communes that their pages name.
        if park.slug.startswith("parc-"):
            park.communes.set(communes)
    return own


def _commune(park: int, number: int) -> int:
    """The key of one commune of the Park, in turn."""
    communes = _communes_by_park.setdefault(
        park, list(Commune.objects.filter(parks=park).order_by("pk").values_list("pk", flat=True))
    )
    return communes[number % len(communes)]


_communes_by_park: dict[int, list[int]] = {}


def _copy_rows(copies: list[tuple[PortalPage, int]], locale: Locale) -> None:
    """Gives each copy, named by its key, the child rows of its original."""
    for original in {page.pk: page for page, _key in copies}.values():
        keys = [key for page, key in copies if page.pk == original.pk]
        for relation in get_all_child_relations(type(original)):
            name, model = relation.get_accessor_name(), relation.related_model
            if name in DRAWN or not model.__module__.startswith(("methods", "projects")):
                continue
            rows = list(model._default_manager.filter(**{relation.field.name: original.pk}))
            model._default_manager.bulk_create(
                (_copied(row, relation.field.attname, key, locale) for key in keys for row in rows),
                batch_size=AT_A_TIME,
            )


def _copied(row, page_column: str, key: int, locale: Locale):
    facts = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    facts |= {row._meta.pk.attname: None, page_column: key}
    if isinstance(row, TranslatableMixin):
        facts |= {"locale_id": locale.pk, "translation_key": uuid5(NAMESPACE_URL, f"{row.pk} {key}")}
    return type(row)(**facts)


def _link_sheets(model: type, pages: list[int]) -> None:
    """Two sheets each, the first of every second page the popular one."""
    sheets = list(
        MethodSheetPage.objects.filter(locale__language_code="fr")
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    popular, others = sheets[0], sheets[1:]
    model.objects.bulk_create(
        (
            model(page_id=page, sheet_id=sheet, sort_order=order)
            for number, page in enumerate(pages)
            for order, sheet in enumerate(
                [popular, others[number % len(others)]]
                if number % 2 == 0 or number < 12
                else random.Random(number).sample(others, 2)
            )
        ),
        batch_size=AT_A_TIME,
    )


def _link_orientations(projects: list[int]) -> None:
    """Two of its own Park each."""
    of_park: dict[tuple, list[int]] = {}
    for key, *park in CharterOrientationPage.objects.order_by("pk").values_list("pk", "park", "locale"):
        of_park.setdefault(tuple(park), []).append(key)
    parks = {
        key: of_park[tuple(park)]
        for key, *park in ProjectPage.objects.filter(pk__in=projects).values_list("pk", "park", "locale")
    }
    ProjectOrientation.objects.bulk_create(
        (
            ProjectOrientation(page_id=project, orientation_id=orientation)
            for project, orientations in parks.items()
            for orientation in random.Random(project).sample(orientations, 2)
        ),
        batch_size=AT_A_TIME,
    )


def _add_dates(events: list[int], number: int) -> None:
    zone = time_zones.name_of(time_zones.of_site())
    Occurrence.objects.bulk_create(
        (
            Occurrence(
                event_id=events[rank % len(events)],
                starts_at=start,
                ends_at=start + timedelta(hours=2),
                time_zone=zone,
            )
            for rank, start in enumerate(_moments(number))
        ),
        batch_size=AT_A_TIME,
    )


def _moments(number: int) -> Iterator[datetime]:
    """Half past, half to come, over three years; the nearer, the more."""
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    for rank in range(number):
        far = (rank * 7 % 1009 / 1009) ** 2 * 550 + 1
        yield now + timedelta(days=far if rank // 3 % 2 else -far, minutes=rank)


def _count_children() -> None:
    paths = Page.objects.values_list("path", flat=True)
    counts = Counter(path[: -Page.steplen] for path in paths)
    changed = [
        page for page in Page.objects.only("path", "numchild") if page.numchild != counts[page.path]
    ]
    for page in changed:
        page.numchild = counts[page.path]
    Page.objects.bulk_update(changed, ["numchild"], batch_size=AT_A_TIME)


def _index(keys: list[int]) -> None:
    """Lets the search index and the catalogue take the pages in, as `update_index` does."""
    backend = get_search_backend()
    for start in range(0, len(keys), AT_A_TIME):
        pages = list(PortalPage.objects.filter(pk__in=keys[start : start + AT_A_TIME]).specific())
        for model in {type(page) for page in pages}:
            backend.get_index_for_model(model).add_items(model, [p for p in pages if type(p) is model])
