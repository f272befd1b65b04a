"""The agenda, and what other pages show of it."""

import pytest
from bs4 import BeautifulSoup

from methods.models import MethodSheetPage
from projects.agenda.models import AgendaPage, EventSheet, MeetingPage, WorkshopPage
from projects.parks.models import CoordinationPage, ParkPage, ProjectPage


@pytest.fixture
def agenda(tree):
    return tree.add(AgendaPage)


class TestTheAgenda:
    def test_lists_what_comes_then_what_is_over(self, tree, agenda, visitor):
        soon, later, gone = (tree.add(WorkshopPage) for _number in range(3))
        tree.date(later, days=5), tree.date(soon, days=1), tree.date(gone, days=-3)
        html = visitor.get(agenda.url).content.decode()
        places = [html.index(page.title) for page in (soon, later, gone)]
        assert places == sorted(places)

    def test_says_of_a_cancelled_date_that_it_is(self, tree, agenda, visitor):
        tree.date(tree.add(WorkshopPage), status="cancelled", reason="Trop de neige")
        html = visitor.get(agenda.url).content.decode()
        assert "Annulé" in html
        assert "Trop de neige" in html

    def test_is_cut_into_pages_of_its_own_for_past_and_coming(self, tree, agenda, visitor):
        workshop = tree.add(WorkshopPage)
        for number in range(1, 26):
            tree.date(workshop, days=number)
            tree.date(workshop, days=-number)
        html = visitor.get(agenda.url).content.decode()
        assert "?page=2" in html
        assert "?passees=2" in html

    @pytest.mark.parametrize("query", ["page=0", "page=x", "passees=9999999999999999999", "page=-1"])
    def test_takes_any_page_number(self, agenda, visitor, query):
        assert visitor.get(f"{agenda.url}?{query}").status_code == 200

    def test_says_so_when_nothing_is_planned(self, agenda, visitor):
        assert "Aucun rendez-vous" in visitor.get(agenda.url).content.decode()


class TestWhatIsOver:
    def said(self, agenda, visitor) -> str:
        page = BeautifulSoup(visitor.get(agenda.url).content, "html.parser")
        found = page.select_one(".occurrence__aftermath")
        return found and (found.a["href"] if found.a else found.get_text())

    def test_leads_to_its_minutes(self, tree, agenda, visitor):
        workshop = tree.add(WorkshopPage, minutes="<p>On a bien ri.</p>")
        tree.date(workshop, days=-3)
        assert self.said(agenda, visitor) == f"{workshop.url}#compte-rendu"
        assert 'id="compte-rendu"' in visitor.get(workshop.url).content.decode()

    @pytest.mark.parametrize("minutes", ["", '<p data-block-key="x"></p>'])
    def test_says_that_there_are_none_yet(self, tree, agenda, visitor, minutes):
        workshop = tree.add(WorkshopPage, minutes=minutes)
        tree.date(workshop, days=-3)
        assert self.said(agenda, visitor) == "Pas encore de compte rendu"
        assert 'id="compte-rendu"' not in visitor.get(workshop.url).content.decode()

    def test_says_nothing_of_minutes_where_it_did_not_take_place(self, tree, agenda, visitor):
        tree.date(tree.add(WorkshopPage), days=-3, status="cancelled", reason="Trop de neige")
        assert self.said(agenda, visitor) is None


class TestALongList:
    def test_counts_a_few_pages_ahead_and_no_more(self, tree, agenda, visitor):
        workshop = tree.add(WorkshopPage)
        for number in range(1, 130):
            tree.date(workshop, days=number)
        last_offered = {1: 3, 2: 4, 5: 7, 7: 7, 99: 7}
        for page, last in last_offered.items():
            coming = visitor.get(agenda.url, {"page": page}).context["coming"]
            assert (coming.number, coming.paginator.num_pages) == (min(page, 7), last)


class TestAPageBelow:
    @pytest.mark.parametrize("page_type", [ParkPage, ProjectPage, CoordinationPage])
    def test_shows_the_dates_under_it(self, tree, page_type, visitor):
        page = tree.add(page_type)
        workshop = tree.add(WorkshopPage, parent=page)
        tree.date(workshop)
        assert workshop.title in visitor.get(page.url).content.decode()

    def test_a_coordination_shows_what_it_takes_part_in(self, tree, visitor):
        coordination = tree.add(CoordinationPage)
        meeting = tree.add(MeetingPage, coordination=coordination)
        tree.date(meeting)
        assert meeting.title in visitor.get(coordination.url).content.decode()

    def test_a_sheet_shows_who_followed_it(self, tree, visitor):
        sheet = tree.add(MethodSheetPage)
        workshop = tree.add(WorkshopPage, sheet_links=[EventSheet(sheet=sheet)])
        html = visitor.get(sheet.url).content.decode()
        assert "Ils l’ont fait" in html
        assert workshop.title in html
        assert sheet.title in visitor.get(workshop.url).content.decode()

    def test_a_sheet_shows_the_projects_that_followed_it(self, tree, visitor):
        sheet = tree.add(MethodSheetPage)
        did, did_not, secretly = (tree.add(ProjectPage, title=f"Projet {each}") for each in "ABC")
        tree.add(WorkshopPage, parent=did, sheet_links=[EventSheet(sheet=sheet)])
        tree.add(WorkshopPage, parent=did_not)
        tree.add(WorkshopPage, parent=secretly, sheet_links=[EventSheet(sheet=sheet)], live=False)
        html = visitor.get(sheet.url).content.decode()
        assert did.title in html
        assert did_not.title not in html
        assert secretly.title not in html


class TestSubscribing:
    def test_is_to_what_was_chosen(self, tree, agenda, visitor):
        html = visitor.get(agenda.url, {"genre": "atelier"}).content.decode()
        assert "S’abonner à cette recherche" in html
        assert f'href="{agenda.url}agenda.ics?genre=atelier"' in html
        assert (
            '<link rel="alternate" type="application/atom+xml" '
            f'title="{agenda.title}" href="{agenda.url}agenda.atom?genre=atelier">'
        ) in html

    def test_is_to_one_date_of_an_event_or_to_all(self, tree, visitor):
        workshop = tree.add(WorkshopPage)
        first, gone = tree.date(workshop), tree.date(workshop, days=-3)
        html = visitor.get(workshop.url).content.decode()
        assert f'href="{workshop.url}agenda.ics?date={first.pk}"' in html
        assert f"?date={gone.pk}" not in html
        assert "Ajouter toutes les dates" not in html
        tree.date(workshop, days=9)
        assert f'href="{workshop.url}agenda.ics"' in visitor.get(workshop.url).content.decode()
