"""The agenda as Atom and as JSON, and what holds for all its feeds."""

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from defusedxml import ElementTree
from wagtail.models import PageViewRestriction

from projects.agenda import services
from projects.agenda.models import AgendaPage, MeetingPage, WorkshopPage
from tests.support.queries import count_queries
from tests.support.translation import translate

PARIS = ZoneInfo("Europe/Paris")
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ["agenda.ics", "agenda.atom", "agenda.json"]


@pytest.fixture
def agenda(tree):
    return tree.add(AgendaPage)


def read_json(visitor, agenda, **query):
    return json.loads(visitor.get(f"{agenda.url}agenda.json", query).content)


def read_atom(visitor, agenda, **query):
    return ElementTree.fromstring(visitor.get(f"{agenda.url}agenda.atom", query).content)


class TestAtom:
    def test_has_an_entry_a_date(self, tree, agenda, visitor):
        workshop = tree.add(WorkshopPage, title="Coudre & <b>rire</b> \x0b🙂", summary="On apprend.")
        start = datetime(2091, 7, 3, 18, tzinfo=PARIS)
        date = services.schedule(workshop, start, start + timedelta(hours=2))
        feed = read_atom(visitor, agenda)
        (entry,) = feed.findall(f"{ATOM}entry")
        title = entry.findtext(f"{ATOM}title")
        assert title.startswith("mardi 3 juillet 2091 de 18")
        assert title.endswith("Coudre & <b>rire</b> 🙂")
        assert entry.findtext(f"{ATOM}id") == f"tag:localhost,2026:date-{date.pk}"
        assert entry.find(f"{ATOM}link").get("href") == workshop.full_url
        assert entry.findtext(f"{ATOM}updated")
        assert "On apprend." in entry.findtext(f"{ATOM}summary")

    def test_says_where_it_is_read_with_what_was_chosen(self, agenda, visitor):
        feed = read_atom(visitor, agenda, genre="atelier", rien="x")
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links["self"] == f"{agenda.full_url}agenda.atom?genre=atelier"
        assert links["alternate"] == f"{agenda.full_url}?genre=atelier"


class TestJson:
    def test_tells_a_date_as_its_document_says(self, tree, agenda, visitor):
        workshop = tree.add(WorkshopPage, wheelchair="yes", place_name="Mairie")
        start = datetime(2091, 7, 3, 18, tzinfo=PARIS)
        services.schedule(workshop, start, start + timedelta(hours=2), status="cancelled", reason="Neige")
        content = read_json(visitor, agenda)
        (date,) = content["dates"]
        assert date["starts_at"] == "2091-07-03T18:00:00+02:00"
        assert (date["status"], date["reason"]) == ("cancelled", "Neige")
        assert date["title"] == workshop.title
        assert date["place"]["name"] == "Mairie"
        assert len(date["access"]) == 1

    def test_has_no_field_that_its_document_leaves_out(self, tree, agenda, visitor, settings):
        tree.date(tree.add(WorkshopPage))
        content = read_json(visitor, agenda)
        documented = (settings.BASE_DIR / "docs" / "agenda.md").read_text()
        names = {*content, *content["dates"][0], *content["dates"][0]["place"]}
        assert [name for name in sorted(names) if f"`{name}`" not in documented] == []


@pytest.mark.parametrize("name", FEEDS)
class TestEveryFeed:
    def test_follows_the_filters(self, tree, agenda, visitor, name):
        workshop, meeting = tree.add(WorkshopPage), tree.add(MeetingPage)
        tree.date(workshop), tree.date(meeting)
        body = visitor.get(f"{agenda.url}{name}", {"genre": "reunion"}).content.decode()
        assert meeting.title in body
        assert workshop.title not in body

    def test_holds_nothing_that_not_everybody_may_read(self, tree, agenda, visitor, name):
        draft, reserved = (tree.add(WorkshopPage, title=title) for title in ("Brouillon", "Réservé"))
        tree.date(draft), tree.date(reserved)
        assert "Brouillon" in visitor.get(f"{agenda.url}{name}").content.decode()
        draft.unpublish()
        PageViewRestriction.objects.create(page=reserved, restriction_type="login")
        body = visitor.get(f"{agenda.url}{name}").content.decode()
        assert "Brouillon" not in body
        assert "Réservé" not in body

    def test_is_not_there_for_an_agenda_that_not_everybody_may_read(self, agenda, visitor, admin, name):
        PageViewRestriction.objects.create(page=agenda, restriction_type="login")
        assert admin.get(f"{agenda.url}{name}").status_code == 404

    def test_stays_the_same_while_nothing_changes(self, tree, agenda, visitor, name):
        first = visitor.get(f"{agenda.url}{name}")
        assert visitor.get(f"{agenda.url}{name}")["ETag"] == first["ETag"]
        tree.date(tree.add(WorkshopPage))
        later = visitor.get(f"{agenda.url}{name}")
        assert later["ETag"] != first["ETag"]
        assert visitor.get(f"{agenda.url}{name}")["ETag"] == later["ETag"]

    def test_sets_no_cookie(self, agenda, visitor, name):
        answer = visitor.get(f"{agenda.url}{name}")
        assert not answer.cookies
        assert "max-age=300" in answer["Cache-Control"]

    def test_is_there_in_every_language(self, tree, agenda, visitor, name):
        tree.date(tree.add(WorkshopPage))
        assert visitor.get(f"{translate(agenda).url}{name}").status_code == 200

    @pytest.mark.parametrize(
        "query", ["du=0001-01-01", "pres=%FF", "km=x&pres=x", "genre=" + "x" * 9_999]
    )
    def test_answers_any_address(self, agenda, visitor, name, query):
        assert visitor.get(f"{agenda.url}{name}?{query}").status_code == 200

    def test_costs_as_much_with_twenty_dates_as_with_one(self, tree, agenda, name):
        def add():
            tree.date(tree.add(WorkshopPage)), tree.date(tree.add(WorkshopPage), days=-1)

        add()
        few = count_queries(f"{agenda.url}{name}")
        for _number in range(19):
            add()
        assert count_queries(f"{agenda.url}{name}") == few <= 15
