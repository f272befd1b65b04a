"""What a page costs the database does not grow with what it shows."""

from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.rich_text import RichText

from home.catalogue.bitmaps import facet_bitmaps
from home.catalogue.models import CataloguePage
from home.models import StandardPage
from methods.models import MethodIndexPage, MethodSheetPage, RelatedSheet, StagePage
from portal.content.models import PageAudience, PageTheme, TaggedPage
from portal.media.models import Picture, PortalDocument
from portal.territory import outlines
from portal.territory.models import Commune
from portal.vocabulary.models import Audience, Tag, Theme
from projects.agenda.models import (
    AgendaPage,
    AgendaPoint,
    EventSheet,
    MeetingPage,
    WorkshopActor,
    WorkshopPage,
)
from projects.concertation import services as concertation
from projects.concertation.models import ConsultationPage
from projects.parks.models import (
    Action,
    CharterIndexPage,
    CharterOrientationPage,
    CommitteeMember,
    CoordinationMember,
    CoordinationPage,
    Effect,
    Milestone,
    OrientationSheet,
    ParkContact,
    ParkIndexPage,
    ParkPage,
    ProjectOrientation,
    ProjectPage,
    ProjectPartner,
)
from projects.walks.models import UrbanWalkPage, WalkStop
from tests.media.test_pictures import photo
from tests.support.indexing import pages_indexed_together
from tests.support.queries import count_queries

pytestmark = pytest.mark.searches

LIST, DETAIL = 15, 20
LISTS = ("home", "methods", "parks", "agenda", "month", "catalogue", "search", "theme")


class World:
    """A site whose every page shows `number` of everything it can show."""

    #: Where all of it takes place, in degrees.
    place = (Decimal("48.04490"), Decimal("7.14270"))

    def __init__(self, tree, number: int):
        self.tree, self.number = tree, number
        self.locale = tree.home.locale
        self.picture = Picture.objects.create(title="x", file=ImageFile(photo(), name="x.jpg"))
        self.document = PortalDocument.objects.create(
            title="x", file=ContentFile(b"x", name="x.txt"), file_size=1
        )
        self.terms = {
            model: [
                model.objects.create(name=f"{model.__name__} {each}", slug=f"{each}", locale=self.locale)
                for each in self.each
            ]
            for model in (Theme, Audience)
        }
        self.tags = [Tag.objects.create(name=f"mot {each}") for each in self.each]
        self.targets = [tree.add(StandardPage) for _each in self.each]
        self.pages = self._make()

    @property
    def each(self):
        return range(self.number)

    def add(self, page_type, parent=None, **fields):
        """A page with as many themes, audiences, tags, links and pictures as all others."""
        streams = {field.name for field in page_type._meta.get_fields()}
        prose = [
            ("text", RichText(f'<p><a linktype="page" id="{page.pk}">x</a></p>')) for page in self.targets
        ]
        pictures = [("picture", {"image": self.picture, "caption": ""}) for _each in self.each]
        examples = [
            ("example", {"title": "x", "text": RichText("<p>x</p>"), "page": page})
            for page in self.targets
        ]
        if "body" in streams:
            fields.setdefault("body", prose + pictures + examples)
        if "gallery" in streams:
            fields.setdefault("gallery", pictures)
            files = [("download", {"document": self.document, "label": ""}) for _each in self.each]
            fields.setdefault("documents", files)
        return self.tree.add(
            page_type,
            parent=parent,
            tagged_items=[TaggedPage(tag=tag) for tag in self.tags],
            summary="Un jardin",
            listing_picture=self.picture,
            listing_picture_alt="x",
            page_themes=[PageTheme(term=term) for term in self.terms[Theme]],
            page_audiences=[PageAudience(term=term) for term in self.terms[Audience]],
            **fields,
        )

    def rows(self, row_type, **fields):
        shared = {"locale": self.locale} if hasattr(row_type, "locale") else {}
        return [row_type(**shared, **fields) for _each in self.each]

    def _make(self) -> dict:
        add, each = self.add, self.each
        methods = add(MethodIndexPage)
        stages = [add(StagePage, number=number % 6 + 1 if number < 6 else None) for number in each]
        others = [add(MethodSheetPage, stage=stages[0]) for _each in each]
        sheet = add(
            MethodSheetPage,
            stage=stages[0],
            related_sheets=[RelatedSheet(sheet=other) for other in others],
        )
        parks = add(ParkIndexPage)
        park, *_others = [
            add(ParkPage, contacts=self.rows(ParkContact, name="x", phone="01 99 00 00 00"))
            for _each in each
        ]
        self._outline(park.park)
        charter = add(CharterIndexPage, parent=park)
        orientations = [
            add(
                CharterOrientationPage,
                parent=charter,
                sheet_links=[OrientationSheet(sheet=other) for other in [sheet, *others]],
            )
            for _each in each
        ]
        projects = [
            add(
                ProjectPage,
                parent=park,
                orientation_links=[ProjectOrientation(orientation=each) for each in orientations],
                partners=self.rows(ProjectPartner, group="park", name="x"),
                committee=self.rows(CommitteeMember, group="elected", name="x"),
                milestones=self.rows(Milestone, date="2026-01-01", title="x"),
                effects=self.rows(Effect, level="people", text="x"),
            )
            for _each in each
        ]
        for number in each:
            Action.objects.create(project=projects[0], title=f"Action {number}")
        consultations = [
            add(ConsultationPage, parent=projects[0], taking_part="<p>x</p>") for _each in each
        ]
        for consultation in consultations:
            concertation.begin(consultation, None, timezone.now()).groups.update(expected=9)
        coordinations = [
            add(CoordinationPage, parent=park, members=self.rows(CoordinationMember, name="x"))
            for _each in each
        ]
        events = self._events(projects[0], coordinations[0], sheet)
        return {
            "home": self.tree.home,
            "methods": methods,
            "parks": parks,
            "agenda": add(AgendaPage),
            "catalogue": add(CataloguePage, slug="catalogue"),
            "stage": stages[0],
            "sheet": sheet,
            "park": park,
            "charter": charter,
            "orientation": orientations[0],
            "project": projects[0],
            "coordination": coordinations[0],
            "consultation": consultations[0],
            **events,
        }

    def _outline(self, park) -> None:
        """Gives the Park a place, and a shape made of the contour of Munster."""
        latitude, longitude = self.place
        facts = {"name": "Munster", "department_id": "68", "latitude": latitude, "longitude": longitude}
        commune, _made = Commune.objects.get_or_create(insee_code="68226", defaults=facts)
        type(park).objects.filter(pk=park.pk).update(latitude=latitude, longitude=longitude)
        park.communes.add(commune)
        assert outlines.draw(park)

    def _events(self, project, coordination, sheet) -> dict:
        kinds = {
            "workshop": (WorkshopPage, lambda: {"actors": self.rows(WorkshopActor, name="x")}),
            "walk": (UrbanWalkPage, lambda: {"stops": self.rows(WalkStop, title="x")}),
            "meeting": (MeetingPage, lambda: {"agenda_points": self.rows(AgendaPoint, title="x")}),
        }
        made = {}
        for name, (page_type, rows) in kinds.items():
            for _each in self.each:
                made[name] = self.add(
                    page_type,
                    parent=project,
                    coordination=coordination,
                    sheet_links=[EventSheet(sheet=sheet)],
                    latitude=self.place[0],
                    longitude=self.place[1],
                    **rows(),
                )
                self.tree.date(made[name], days=3)
            for number in self.each:
                self.tree.date(made[name], days=10 + number)
                self.tree.date(made[name], days=-10 - number)
        return made

    def address(self, name: str) -> str:
        catalogue = self.pages["catalogue"].url
        special = {
            "month": f"{self.pages['agenda'].url}?vue=mois",
            "search": f"{catalogue}?q=jardin",
            "theme": f"{catalogue}themes/0/",
        }
        return special.get(name) or self.pages[name].url


@pytest.fixture
def counts(tree):
    from django.db import transaction

    def count(number: int) -> dict[str, int]:
        point = transaction.savepoint()
        # Of what is filed and never committed, nobody is told.
        facet_bitmaps.forget()
        with pages_indexed_together():
            world = World(tree, number)
        counted = {
            name: count_queries(world.address(name))
            for name in (*world.pages, "month", "search", "theme")
        }
        transaction.savepoint_rollback(point)
        return counted

    return count


def test_a_page_costs_as_much_with_twenty_of_everything_as_with_one(counts):
    few, many = counts(1), counts(20)
    assert {name: (few[name], many[name]) for name in few if few[name] != many[name]} == {}
    over = {name: number for name, number in many.items() if number > (LIST if name in LISTS else DETAIL)}
    assert over == {}
