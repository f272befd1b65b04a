"""Who followed a sheet, on any small site: the same as asked page by page."""

from dataclasses import dataclass

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale, PageViewRestriction

from methods.models import MethodSheetPage
from projects.agenda.models import EventSheet, WorkshopPage
from projects.agenda.sections import followers_of_sheet
from projects.parks.models import ParkPage, ProjectPage

STATES = st.sampled_from(["public", "public", "draft", "private"])
LANGUAGES = st.sampled_from(["fr", "fr", "en"])


@dataclass(frozen=True)
class Made:
    """An event; `parent` is the rank of a project, or -1 for the Park’s page."""

    parent: int
    follows: bool
    state: str
    language: str


events = st.builds(
    Made, parent=st.integers(-1, 2), follows=st.booleans(), state=STATES, language=LANGUAGES
)


@pytest.fixture
def add(tree):
    def add(page_type, state, language, **fields):
        locale = Locale.objects.get(language_code=language)
        page = tree.add(page_type, locale=locale, live=state != "draft", **fields)
        if state == "private":
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        return page

    return add


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(STATES, LANGUAGES), min_size=3, max_size=3), st.lists(events, max_size=6))
def test_followers_are_public_events_and_the_projects_above_them(tree, add, above, below):
    with transaction.atomic():
        sheet, park = tree.add(MethodSheetPage), tree.add(ParkPage)
        projects = [add(ProjectPage, *facts, parent=park) for facts in above]
        expected_events, expected_projects = set(), set()
        for made in below:
            parent = park if made.parent < 0 else projects[made.parent]
            parent.refresh_from_db()
            links = [EventSheet(sheet=sheet)] if made.follows else []
            event = add(WorkshopPage, made.state, made.language, parent=parent, sheet_links=links)
            is_under_public = made.parent < 0 or above[made.parent][0] != "private"
            is_public = made.state == "public" and is_under_public
            if made.follows and is_public and made.language == "fr":
                expected_events.add(event.pk)
                if made.parent >= 0 and above[made.parent] == ("public", "fr"):
                    expected_projects.add(parent.pk)
        found = followers_of_sheet(sheet)
        assert ({event.pk for event in found.events} if found else set()) == expected_events
        assert ({page.pk for page in found.projects} if found else set()) == expected_projects
        transaction.set_rollback(True)
