"""The agenda as a month: what a day shows, where it leads, and what it costs."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from projects.agenda import services
from projects.agenda.models import AgendaPage, MeetingPage, Occurrence, WorkshopPage
from tests.support.queries import count_queries
from tests.support.translation import translate

PARIS = ZoneInfo("Europe/Paris")
MONTH = "2091-05"


@pytest.fixture
def agenda(tree):
    return tree.add(AgendaPage)


@pytest.fixture
def workshop(tree):
    return tree.add(WorkshopPage, title="Le café des papiers")


@pytest.fixture
def hold():
    """A date of an event, on a day and at an hour of Paris; of May 2091 unless told otherwise."""

    def add(
        event, day: int, hour: float = 18, hours: float = 2, month: int = 5, year: int = 2091, **facts
    ):
        start = datetime(year, month, day, tzinfo=PARIS) + timedelta(hours=hour)
        return services.schedule(event, start, start + timedelta(hours=hours), **facts)

    return add


@pytest.fixture
def read(agenda, visitor):
    def page(month: str = MONTH, **query) -> BeautifulSoup:
        answer = visitor.get(agenda.url, {"vue": "mois", "mois": month, **query})
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser")

    return page


def shown(page: BeautifulSoup) -> dict[int, list[str]]:
    """The titles of each day that has some."""
    days = {
        int(cell.time["datetime"][-2:]): [link.get_text() for link in cell.select(".month-grid__link")]
        for cell in page.select(".month-grid__day:not(.month-grid__day--outside)")
    }
    return {day: titles for day, titles in days.items() if titles}


def steps(page: BeautifulSoup) -> dict[str, str]:
    return {link["rel"][0]: link["href"] for link in page.select(".month-steps a")}


class TestTheMonth:
    def test_is_a_link_away_from_the_list_and_back_with_what_was_chosen(self, agenda, visitor):
        html = visitor.get(agenda.url, {"genre": "atelier"}).content.decode()
        assert 'href="?genre=atelier&amp;vue=mois"' in html
        html = visitor.get(
            agenda.url, {"genre": "atelier", "vue": "mois", "mois": MONTH}
        ).content.decode()
        assert 'class="orders__link" href="?genre=atelier"' in html

    def test_stays_when_the_form_is_sent_again(self, read):
        form = read().select_one(".filters")
        assert form.find("input", attrs={"name": "vue"})["value"] == "mois"
        assert form.find("input", attrs={"name": "mois"})["value"] == MONTH

    def test_shows_each_date_on_its_day(self, read, hold, workshop):
        hold(workshop, 3), hold(workshop, 31, hour=22), hold(workshop, 1, month=6)
        assert shown(read()) == {3: [workshop.title], 31: [workshop.title]}

    def test_shows_what_lasts_on_each_of_its_days(self, read, hold, workshop):
        hold(workshop, 30, month=4, hours=72)
        assert list(shown(read())) == [1, 2, 3]
        hold(workshop, 10, hour=22, hours=2), hold(workshop, 12, hour=22, hours=3)
        assert list(shown(read())) == [1, 2, 3, 10, 12, 13]

    def test_says_what_is_cancelled(self, read, hold, workshop):
        hold(workshop, 3, status="cancelled", reason="Trop de neige")
        assert read().select_one(".month-grid .badge").get_text() == "Annulé"

    def test_is_narrowed_as_the_list_is(self, read, hold, tree, workshop):
        meeting = tree.add(MeetingPage)
        hold(workshop, 3), hold(meeting, 4)
        assert shown(read(genre="reunion")) == {4: [meeting.title]}
        assert list(shown(read(du="2091-05-04"))) == [4]

    def test_is_this_one_where_none_or_an_absurd_one_is_asked_for(self, read, tree, workshop):
        tree.date(workshop, days=0, hours=1)
        for month in ("", "9999-99", "0000-00", "x"):
            assert read(month).select_one("[aria-current=date]")

    def test_is_that_in_which_the_days_begin_that_are_asked_for(self, read, hold, workshop):
        hold(workshop, 3)
        assert list(shown(read("", du="2091-05-02"))) == [3]

    def test_shows_nothing_that_not_everybody_may_read(self, read, hold, workshop):
        hold(workshop, 3)
        PageViewRestriction.objects.create(page=workshop, restriction_type="login")
        assert shown(read()) == {}

    def test_shows_events_in_the_readers_language(self, agenda, visitor, hold, workshop):
        hold(workshop, 3)
        translation = translate(workshop)
        WorkshopPage.objects.filter(pk=translation.pk).update(title="Paper café")
        english = translate(agenda)
        html = visitor.get(english.url, {"vue": "mois", "mois": MONTH}).content.decode()
        assert "Paper café" in html
        assert "May 2091" in html


class TestADayWithManyDates:
    @pytest.fixture
    def fair(self, tree, hold):
        return [hold(tree.add(WorkshopPage, title=f"Atelier {number:02}"), 3) for number in range(15)]

    def test_shows_the_first_and_leads_to_the_others(self, agenda, visitor, read, fair):
        page = read(genre="atelier")
        assert shown(page) == {3: ["Atelier 00", "Atelier 01", "Atelier 02"]}
        link = page.select_one(".month-grid__more a")
        assert link.get_text().startswith("et 12 autres")
        found = visitor.get(agenda.url + link["href"]).context["coming"]
        assert len(found.object_list) == 15

    def test_shows_what_begins_before_what_goes_on(self, read, hold, tree, fair):
        exhibition = hold(tree.add(WorkshopPage, title="Exposition"), 1, hours=24 * 5)
        days = shown(read())
        assert exhibition.event.title not in days[3]
        assert days[4] == ["Exposition"]


class TestOtherMonths:
    def test_are_the_nearest_in_which_something_is(self, read, hold, workshop):
        (
            hold(workshop, 3),
            hold(workshop, 9, month=9),
            hold(workshop, 8, month=11),
            hold(workshop, 7, month=2),
        )
        page = read(genre="atelier")
        assert steps(page) == {
            "prev": "?genre=atelier&vue=mois&mois=2091-02",
            "next": "?genre=atelier&vue=mois&mois=2091-09",
        }

    def test_are_those_that_something_of_this_one_reaches_into(self, read, hold, workshop):
        hold(workshop, 28, month=4, hours=24 * 60)
        assert [href[-7:] for href in steps(read()).values()] == ["2091-04", "2091-06"]

    def test_come_to_an_end_with_the_dates(self, read, hold, workshop):
        hold(workshop, 3), hold(workshop, 9, month=9)
        assert "prev" not in steps(read())
        assert "next" not in steps(read("2091-09"))
        assert steps(read("2150-01")) == {"prev": "?vue=mois&mois=2091-09"}


class TestAnEmptyMonth:
    def test_says_so_and_leads_to_the_next_that_is_not(self, read, hold, workshop):
        hold(workshop, 9, month=9)
        page = read(genre="atelier")
        assert page.select_one(".month-grid") is None
        assert page.select_one(".empty h3").get_text() == "Rien en mai 2091"
        link = page.select_one(".empty a")
        assert link.get_text() == "Voir septembre 2091"
        assert link["href"] == "?genre=atelier&vue=mois&mois=2091-09"

    def test_leaves_a_way_out_where_nothing_follows(self, agenda, read):
        assert read().select_one(".empty a")["href"] == agenda.url
        assert read(genre="atelier").select_one(".empty a").get_text() == "Tout voir"


class TestSearchEngines:
    def robots(self, page) -> str:
        found = page.find("meta", attrs={"name": "robots"})
        return found["content"] if found else ""

    def test_keep_no_empty_and_no_far_month(self, read, hold, tree, workshop):
        tree.date(workshop, days=0, hours=1), hold(workshop, 3)
        assert self.robots(read("")) == ""
        assert self.robots(read(MONTH)) == "noindex"
        assert self.robots(read("2003-01")) == "noindex"


class TestWhatAMonthCosts:
    def test_is_the_same_however_many_dates_it_has(self, agenda, tree, hold):
        address = f"{agenda.url}?vue=mois&mois={MONTH}"
        hold(tree.add(WorkshopPage), 3)
        few = count_queries(address)
        for number in range(20):
            event = tree.add(WorkshopPage)
            hold(event, 3, hour=number), hold(event, number + 5, hours=30)
            hold(event, 3, month=3), hold(event, 3, month=8)
        assert count_queries(address) == few <= 15

    def test_is_a_page_one_can_load_with_a_thousand_dates(self, read, agenda, visitor, workshop, hold):
        first = hold(workshop, 1, hour=0)
        Occurrence.objects.bulk_create(
            Occurrence(
                event=first.event,
                starts_at=first.starts_at + timedelta(minutes=43 * number),
                ends_at=first.starts_at + timedelta(minutes=43 * number + 40),
            )
            for number in range(1, 1000)
        )
        answer = visitor.get(agenda.url, {"vue": "mois", "mois": MONTH})
        assert len(answer.content) < 120_000
        assert sum(map(len, shown(read()).values())) <= 31 * 3
