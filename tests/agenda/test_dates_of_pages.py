"""The dates below a Park, a project or a coordination are those that walking all dates would find."""

import pytest
from wagtail.models import Locale

from projects.agenda.models import EventPage, Occurrence, WorkshopPage
from projects.parks.models import CoordinationPage, ParkPage, ProjectPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(tree):
    """Two Parks with events at every level, one of which another coordination links to."""
    found = []
    for _number in range(2):
        park = tree.add(ParkPage)
        project, coordination = tree.add(ProjectPage, park), tree.add(CoordinationPage, park)
        events = [tree.add(WorkshopPage, parent) for parent in (park, project, coordination)]
        linked = tree.add(WorkshopPage, park, coordination=coordination)
        for days, event in enumerate([*events, linked]):
            tree.date(event, days=days + 1)
            tree.date(event, days=-days - 1)
        found += [park, project, coordination]
    return found


def below(page):
    events = EventPage.objects.live_and_public()
    if isinstance(page, CoordinationPage):
        return events.of_coordination(page)
    return events.organised_under(page)


def keys(dates):
    return sorted(dates.values_list("pk", flat=True))


def test_are_the_same_asked_from_the_events(pages):
    numbers = []
    for page in pages:
        few = keys(Occurrence.objects.of_few_events(below(page)))
        assert few == keys(Occurrence.objects.of_events(below(page)))
        numbers.append(len(few))
    assert numbers == [8, 2, 4] * 2


def test_are_shown_below_a_translation_that_holds_their_event(pages):
    english = Locale.objects.get_or_create(language_code="en")[0]
    project = pages[1]
    event = WorkshopPage.objects.child_of(project).get()
    translated = project.copy_for_translation(english, copy_parents=True)
    event.copy_for_translation(english).save_revision()
    EventPage.objects.filter(locale=english).update(live=True)
    translated.refresh_from_db()
    few = keys(Occurrence.objects.of_few_events(below(translated)))
    assert few == keys(Occurrence.objects.of_events(below(translated)))
    assert len(few) == 2


def test_of_a_draft_are_not_shown(pages):
    WorkshopPage.objects.child_of(pages[1]).update(live=False)
    assert keys(Occurrence.objects.of_few_events(below(pages[1]))) == []
