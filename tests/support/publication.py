"""Pages that have all that their type asks for, and publishing those that have not."""

from decimal import Decimal

from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Locale, Revision

from portal.content.models import PageTheme, PortalPage
from portal.publishing.requirements import missing_for_publication
from portal.vocabulary.models import Theme
from projects.agenda.models import AgendaPoint, EventPage, MeetingPage
from projects.concertation.models import ConsultationPage
from projects.parks.models import (
    CoordinationMember,
    CoordinationPage,
    ParkContact,
    ParkPage,
    ProjectPage,
)
from projects.walks.models import UrbanWalkPage, WalkStop
from tests.support.tree import Tree

TEXT = "Quelques mots"
#: What suits any field of the name, whatever the type.
VALUES = {
    "summary": TEXT,
    "introduction": TEXT,
    "purpose": TEXT,
    "wording": TEXT,
    "meaning": TEXT,
    "area_covered": TEXT,
    "taking_part": TEXT,
    "common_question": "Comment mieux vivre ensemble ?",
    "route_description": TEXT,
    "duration_min": 90,
    "number": 1,
    "latitude": Decimal("50.44822"),
    "longitude": Decimal("3.42771"),
    "place_name": "Salle des fêtes",
    "contact_phone": "01 99 00 00 00",
}


def complete(page: PortalPage) -> PortalPage:
    """Gives a saved page all that its type asks for, as its latest draft."""
    for name, value in VALUES.items():
        if hasattr(page, name) and not getattr(page, name):
            setattr(page, name, value)
    page.page_themes = [PageTheme(term=_theme())]
    if hasattr(page, "body"):
        step = ("step", {"title": "Accueillir", "text": "", "minutes": None})
        blocks = page.body.stream_block.child_blocks
        page.body = [step if "step" in blocks else ("heading", TEXT)]
    _add_rows(page)
    if isinstance(page, EventPage) and not page.occurrences:
        Tree().date(page)
        del page.occurrences
    page.save_revision()
    assert missing_for_publication(page) == []
    return page


def _add_rows(page: PortalPage) -> None:
    facts = {"locale": page.locale}
    if isinstance(page, ParkPage):
        page.contacts = [ParkContact(name="Accueil", phone="01 99 00 00 00", **facts)]
    if isinstance(page, CoordinationPage):
        page.members = [CoordinationMember(name="Les Aînés", **facts)]
    if isinstance(page, ConsultationPage):
        ProjectPage.objects.parent_of(page).update(common_question=VALUES["common_question"])
        page.__dict__.pop("project", None)
    if isinstance(page, MeetingPage):
        page.agenda_points = [AgendaPoint(title="Le calendrier", **facts)]
    if isinstance(page, UrbanWalkPage):
        page.stops = [WalkStop(title=title, **facts) for title in ("La mairie", "Le banc")]


def _theme() -> Theme:
    french = Locale.objects.get(language_code="fr")
    return Theme.objects.get_or_create(slug="accueillir", locale=french, defaults={"name": "Accueillir"})[
        0
    ]


def publish(page: PortalPage, revision: Revision | None = None) -> None:
    """Publishes a page, complete or not: for tests that look at something else."""
    PublishPageRevisionAction(revision or page.save_revision()).execute()
