"""Narrowing the agenda: the address says how, and nothing in it is an error."""

from datetime import UTC, date, datetime, timedelta
from math import asin, cos, radians, sin, sqrt
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.content.models import PageAudience, PageTheme
from portal.territory import services as territory
from portal.territory.models import Commune, Department
from portal.vocabulary.models import Audience, Theme
from projects.agenda import services
from projects.agenda.forms import AgendaForm
from projects.agenda.models import AgendaPage, EventPage, MeetingPage, Occurrence, WorkshopPage
from projects.parks.models import ParkPage
from tests.support.queries import count_queries
from tests.support.translation import translate

PARIS = ZoneInfo("Europe/Paris")
CONDE, MARCHIENNES = (50.44822, 3.58964), (50.40694, 3.28222)
#: A degree of a meridian: the 360th part of the way round a globe of 6371 km.
DEGREE_KM = 111.2


@pytest.fixture
def agenda(tree):
    return tree.add(AgendaPage)


@pytest.fixture
def commune(db):
    def add(code, name, position=(None, None)):
        latitude, longitude = position
        department = Department.objects.get(code=code[: 3 if code.startswith("98") else 2])
        facts = {"insee_code": code, "name": name, "latitude": latitude, "longitude": longitude}
        return territory.keep(Commune(department=department, **facts))

    return add


@pytest.fixture
def conde(commune):
    return commune("59153", "Condé-sur-l’Escaut", CONDE)


def titles(response) -> list[str]:
    return [item.event.title for _month, items in response.context["coming_by_month"] for item in items]


def text_of(response) -> str:
    return response.content.decode()


class TestTheAgendaIsNarrowed:
    @pytest.fixture
    def narrowed(self, agenda, visitor):
        return lambda **query: titles(visitor.get(agenda.url, query))

    def test_by_park(self, tree, narrowed):
        here, elsewhere = (tree.add(WorkshopPage, parent=tree.add(ParkPage)) for _park in range(2))
        tree.date(here), tree.date(elsewhere)
        assert narrowed(parc=here.park.slug) == [here.title]

    def test_by_kind(self, tree, narrowed):
        workshop, meeting = tree.add(WorkshopPage), tree.add(MeetingPage)
        tree.date(workshop), tree.date(meeting)
        assert narrowed(genre="reunion") == [meeting.title]

    def test_by_theme_and_audience(self, tree, narrowed):
        theme = Theme.objects.create(name="Isolement", slug="isolement", locale=tree.home.locale)
        elders = Audience.objects.create(name="Aînés", slug="aines", locale=tree.home.locale)
        both = tree.add(
            WorkshopPage,
            page_themes=[PageTheme(term=theme)],
            page_audiences=[PageAudience(term=elders)],
        )
        one = tree.add(WorkshopPage, page_themes=[PageTheme(term=theme)])
        tree.date(both, days=1), tree.date(one, days=2)
        assert narrowed(theme="isolement") == [both.title, one.title]
        assert narrowed(theme="isolement", public="aines") == [both.title]

    def test_by_access_that_is_a_plain_yes(self, tree, narrowed):
        for answer in ("yes", "partly", "no", ""):
            tree.date(tree.add(WorkshopPage, title=f"Atelier {answer}", wheelchair=answer))
        assert narrowed(acces="fauteuil") == ["Atelier yes"]
        assert narrowed(acces=["fauteuil", "poussette"]) == []

    def test_by_distance_from_a_commune_to_the_place_else_to_the_commune(
        self, tree, narrowed, conde, commune
    ):
        marchiennes = commune("59375", "Marchiennes", MARCHIENNES)
        near = tree.add(WorkshopPage, title="Tout près", latitude="50.45", longitude="3.6")
        there = tree.add(WorkshopPage, title="Là-bas", commune=marchiennes)
        moved = tree.add(
            WorkshopPage, title="Mairie d’à côté", commune=marchiennes, latitude="50.44", longitude="3.59"
        )
        for days, event in enumerate((near, there, moved, tree.add(WorkshopPage)), start=1):
            tree.date(event, days=days)
        assert narrowed(pres="59153", km="5") == [near.title, moved.title]
        assert narrowed(pres="59153", km="20") == [near.title, moved.title]
        assert narrowed(pres="59153", km="50") == [near.title, there.title, moved.title]

    def test_by_distance_to_the_place_of_the_event_whatever_a_translation_still_tells(
        self, tree, narrowed, conde
    ):
        here, there = (
            tree.add(WorkshopPage, latitude=latitude, longitude="3.6") for latitude in (50, 45)
        )
        for event in (here, there):
            tree.date(event)
            other = translate(event)
            other.latitude = 95 - other.latitude
            other.save()
        assert narrowed(lat="50", lon="3.6", km="5") == [here.title]

    def test_within_ten_kilometres_where_no_distance_is_said(self, agenda, visitor, conde):
        html = text_of(visitor.get(agenda.url, {"pres": "59153"}))
        assert "À moins de 10 km de Condé-sur-l’Escaut (59)" in html


class TestDays:
    @pytest.mark.parametrize(
        ("starts", "ends", "days"),
        [
            # Midnight in Paris is 22:00 in Greenwich in summer, 23:00 in winter.
            (datetime(2026, 6, 15, 22, 0, tzinfo=UTC), 2, {16}),
            (datetime(2026, 6, 15, 21, 59, tzinfo=UTC), 2, {15, 16}),
            (datetime(2026, 6, 15, 20, 0, tzinfo=UTC), 2, {15}),
            (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), 25, {25}),
            (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), 24, {26}),
            (datetime(2027, 3, 27, 23, 0, tzinfo=UTC), 23, {28}),
        ],
        ids=["at midnight", "over midnight", "up to midnight", "day of 25 h", "after it", "day of 23 h"],
    )
    def test_are_those_of_paris(self, tree, starts, ends, days):
        services.schedule(tree.add(WorkshopPage), starts, starts + timedelta(hours=ends))
        month = starts.astimezone(PARIS)
        every_day = [date(month.year, month.month, number) for number in range(14, 31)]
        found = {day.day for day in every_day if Occurrence.objects.from_day(day).until_day(day).exists()}
        assert found == days

    def test_narrow_the_agenda_on_both_sides(self, tree, agenda, visitor):
        workshop = tree.add(WorkshopPage)
        for day in (3, 4, 5):
            start = datetime(2091, 5, day, 18, tzinfo=PARIS)
            services.schedule(workshop, start, start + timedelta(hours=2))
        response = visitor.get(agenda.url, {"du": "2091-05-04", "au": "04/05/2091"})
        assert [date.day.day for date in response.context["coming"]] == [4]


class TestADistance:
    def test_of_a_degree_northwards_is_the_360th_part_of_the_globe(self, tree):
        tree.add(WorkshopPage, latitude=49, longitude=3)
        assert not EventPage.objects.within(DEGREE_KM - 0.1, 50, 3).exists()
        assert EventPage.objects.within(DEGREE_KM + 0.1, 50, 3).exists()

    @settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        here=st.tuples(st.integers(-90, 90), st.integers(-180, 180)),
        there=st.tuples(st.integers(-90, 90), st.integers(-180, 180)),
    )
    def test_is_the_same_as_by_vectors_anywhere_on_earth(self, tree, here, there):
        EventPage.objects.all().delete()
        tree.add(WorkshopPage, latitude=there[0], longitude=there[1])
        distance = 2 * 6371.0088 * asin(min(1, _chord(here, there) / 2))
        within = EventPage.objects.within
        assert within(distance + 0.5, *here).exists()
        assert distance < 1 or not within(distance - 0.5, *here).exists()


def _chord(*places) -> float:
    """The straight way through the Earth, in its radii."""
    points = [
        (cos(radians(lat)) * cos(radians(lon)), cos(radians(lat)) * sin(radians(lon)), sin(radians(lat)))
        for lat, lon in places
    ]
    return sqrt(sum((one - other) ** 2 for one, other in zip(*points, strict=True)))


class TestACommune:
    @pytest.fixture
    def answer(self, tree, agenda, visitor):
        tree.date(tree.add(WorkshopPage, title="Partout"))
        return lambda **query: visitor.get(agenda.url, query)

    @pytest.mark.parametrize(
        "typed", ["59153", "Condé-sur-l’Escaut", "conde sur l'escaut", "CONDÉ SUR L’ESCAUT (59)"]
    )
    def test_is_found_as_people_write_it(self, answer, conde, typed):
        html = text_of(answer(pres=typed))
        assert "À moins de 10 km de Condé-sur-l’Escaut (59)" in html
        assert 'value="Condé-sur-l’Escaut (59)"' in html

    def test_without_a_position_is_near_what_names_it(self, tree, agenda, visitor, commune):
        papeete = commune("98735", "Papeete")
        tree.date(tree.add(WorkshopPage, title="Là", commune=papeete))
        tree.date(tree.add(WorkshopPage, title="Ailleurs"))
        answer = visitor.get(agenda.url, {"pres": "papeete", "tri": "distance"})
        assert titles(answer) == ["Là"]
        assert "Lieu\xa0: Papeete (987)" in text_of(answer)
        assert "km environ" not in text_of(answer)
        assert answer.context["form"].orders == []

    def test_of_an_ambiguous_name_is_asked_for(self, answer, commune):
        commune("59526", "Saint-Amand", CONDE), commune("62745", "Saint-Amand", MARCHIENNES)
        answer = answer(pres="saint amand", genre="atelier", km="20", vue="mois")
        page = BeautifulSoup(answer.content, "html.parser")
        links = page.select(".place-asked a")
        assert [link.get_text() for link in links] == ["Saint-Amand (59)", "Saint-Amand (62)"]
        assert links[0]["href"] == "?pres=59526-saint-amand&genre=atelier&km=20&vue=mois"
        assert page.select(".occurrence, .month-grid") == []
        assert page.select_one("#id_pres")["value"] == "saint amand"

    def test_that_is_unknown_is_said_to_be_and_the_list_does_not_widen(self, answer):
        answer = answer(pres="Nulle-Part")
        assert titles(answer) == []
        html = text_of(answer)
        assert "Nous ne connaissons pas «\xa0Nulle-Part\xa0»" in html
        assert "Partout" not in html

    @pytest.mark.parametrize("typed", ["Nulle-Part", "saint amand"])
    def test_that_is_not_understood_empties_feeds_too(self, tree, agenda, visitor, commune, typed):
        commune("59526", "Saint-Amand", CONDE), commune("62745", "Saint-Amand", MARCHIENNES)
        tree.date(tree.add(WorkshopPage))
        assert visitor.get(f"{agenda.url}agenda.json", {"pres": typed}).json()["dates"] == []

    @pytest.mark.parametrize(
        "typed", ["'", '"><script>', "🙂", "-" * 5_000, "mot " * 100, "%", "_%", "\\"]
    )
    def test_is_none_whatever_is_typed(self, answer, typed):
        answer = answer(pres=typed)
        assert answer.status_code == 200
        assert "Nous ne connaissons pas" in text_of(answer)
        assert "<script>&quot;" not in text_of(answer)


class TestNothingNear:
    def test_names_the_nearest_date_and_how_far_it_is(self, tree, agenda, visitor, conde, commune):
        there = commune("59375", "Marchiennes", MARCHIENNES)
        for days, place in ((1, commune("35238", "Rennes", (48.11, -1.68))), (9, there)):
            tree.date(tree.add(WorkshopPage, title=place.name, commune=place), days=days)
        tree.date(tree.add(WorkshopPage, title="Sans lieu"))
        html = text_of(visitor.get(agenda.url, {"pres": "59153"}))
        assert "À moins de 10 km" in html.replace("10 km", "10 km")
        assert "rien à venir. Voici le rendez-vous le plus proche." in html
        assert "Marchiennes, à 22 km environ" in html
        assert "Rennes" not in html

    def test_is_plain_where_no_date_has_a_place(self, tree, agenda, visitor, conde):
        tree.date(tree.add(WorkshopPage, title="Sans lieu"))
        assert "Rien ne correspond" in text_of(visitor.get(agenda.url, {"pres": "59153"}))

    def test_costs_the_same_whatever_there_is(self, tree, agenda, conde, commune):
        there = commune("59375", "Marchiennes", MARCHIENNES)
        tree.date(tree.add(WorkshopPage, commune=there))
        few = count_queries(f"{agenda.url}?pres=59153")
        for days in range(20):
            tree.date(tree.add(WorkshopPage, commune=there), days=days)
        assert count_queries(f"{agenda.url}?pres=59153") == few <= 15


class TestAPosition:
    @pytest.fixture
    def places(self, tree, commune):
        """A workshop in Condé and a sooner one in Marchiennes, 22 km away."""
        there = commune("59375", "Marchiennes", MARCHIENNES)
        near = tree.add(WorkshopPage, title="Tout près", latitude="50.44822", longitude="3.58964")
        far = tree.add(WorkshopPage, title="Là-bas", commune=there)
        tree.date(near, days=9), tree.date(far, days=2)
        return near, far

    def test_narrows_the_agenda_and_says_how_far_each_date_is(self, agenda, visitor, places):
        query = {"lat": "50.4512345", "lon": "3.5912345"}
        assert titles(visitor.get(agenda.url, query)) == ["Tout près"]
        html = text_of(visitor.get(agenda.url, query | {"km": "50"}))
        assert "à moins de 1\xa0km" in html
        assert "à 22\xa0km environ" in html
        assert "À moins de 50 km de ma position" in html

    def test_is_known_to_a_kilometre_and_no_nearer(self, agenda, visitor, places):
        html = text_of(visitor.get(agenda.url, {"lat": "50.4512345", "lon": "3.5912345"}))
        assert "agenda.ics?lat=50.45&amp;lon=3.59&amp;km=10" in html
        assert "50.451" not in html
        assert "3.591" not in html

    def test_sorts_by_distance_once_asked(self, agenda, visitor, places):
        query = {"lat": "50.45", "lon": "3.59", "km": "50"}
        assert titles(visitor.get(agenda.url, query)) == ["Là-bas", "Tout près"]
        answer = visitor.get(agenda.url, query | {"tri": "distance"})
        assert titles(answer) == ["Tout près", "Là-bas"]
        assert 'class="month"' not in text_of(answer)

    def test_is_what_a_feed_takes_too(self, agenda, visitor, places):
        fed = visitor.get(f"{agenda.url}agenda.json", {"lat": "50.45", "lon": "3.59"}).json()
        assert [date["title"] for date in fed["dates"]] == ["Tout près"]

    def test_gives_way_to_a_commune_that_is_typed(self, agenda, visitor, places):
        html = text_of(visitor.get(agenda.url, {"lat": "48", "lon": "2", "pres": "Marchiennes"}))
        assert "À moins de 10 km de Marchiennes (59)" in html
        assert 'name="lat"' in html
        assert "ma position" not in html.replace("Près de ma position", "")

    def test_is_taken_away_whole(self, tree):
        form = AgendaForm(
            QueryDict("genre=atelier&lat=-0.001&lon=3.594&km=20&tri=distance"), locale=tree.home.locale
        )
        assert form.query_string == "genre=atelier&lat=0.00&lon=3.59&km=20"
        assert {each.label: each.query for each in form.active_filters} == {
            "Type\xa0: ateliers thématiques": "lat=0.00&lon=3.59&km=20&tri=distance",
            "À moins de 20 km de ma position": "genre=atelier&tri=distance",
        }

    @pytest.mark.parametrize(
        "query",
        [
            {"lat": "91", "lon": "3"},
            {"lat": "50", "lon": "-181"},
            {"lat": "nan", "lon": "inf"},
            {"lat": "1e400", "lon": "3"},
            {"lat": "☃", "lon": "3"},
        ],
    )
    def test_that_is_not_on_earth_is_said_to_be(self, agenda, visitor, places, query):
        answer = visitor.get(agenda.url, query)
        assert "Cette position n’est pas valable" in text_of(answer)
        assert len(titles(answer)) == 2

    def test_is_none_where_half_of_it_is_missing(self, agenda, visitor, places):
        assert len(titles(visitor.get(agenda.url, {"lat": "50.45"}))) == 2

    def test_costs_no_more_queries_than_any_other_way(self, tree, agenda, places):
        address = f"{agenda.url}?lat=50.45&lon=3.59&km=50&tri=distance"
        few = count_queries(address)
        for _each in range(20):
            tree.date(tree.add(WorkshopPage, latitude="50.44822", longitude="3.58964"))
        assert count_queries(address) == few <= 15


@pytest.mark.searches
class TestCommunesWhileTyping:
    @pytest.fixture
    def offered(self, agenda, visitor, conde, commune):
        commune("59375", "Marchiennes", MARCHIENNES), commune("02187", "Condé-sur-Suippe")

        def ask(typed: str) -> list[str]:
            answer = visitor.get(f"{agenda.url}communes.json", {"q": typed})
            return [each["label"] for each in answer.json()["suggestions"]]

        return ask

    @pytest.mark.parametrize("typed", ["conde-sur-l'es", "Condé-sur-l’esc", "conde sur l'esc", "escau"])
    def test_are_those_that_go_on_so(self, offered, typed):
        assert offered(typed) == ["Condé-sur-l’Escaut (59)"]

    def test_are_those_of_the_longest_beginning_first(self, offered):
        assert offered("conde su") == ["Condé-sur-Suippe (02)", "Condé-sur-l’Escaut (59)"]

    @pytest.mark.parametrize("typed", ["", "c", "zzz", "'", '"', "🙂", "x" * 10_000])
    def test_are_none_where_none_goes_on_so(self, offered, typed):
        assert offered(typed) == []

    def test_are_understood_when_the_form_is_sent(self, offered, conde):
        (label,) = offered("conde-sur-l'esc")
        assert Commune.objects.called(label).commune == conde


class TestWhatWasChosen:
    def form(self, query: str, tree) -> AgendaForm:
        return AgendaForm(QueryDict(query), locale=tree.home.locale)

    def test_is_taken_away_one_by_one(self, tree, conde):
        place = "pres=59153-conde-sur-l-escaut&km=20&"
        query = f"genre=atelier&du=2027-05-01&{place}acces=fauteuil&acces=poussette"
        form = self.form(query, tree)
        assert {each.label: each.query for each in form.active_filters} == {
            "Type : ateliers thématiques": query.replace("genre=atelier&", ""),
            "À partir du 1er mai 2027": query.replace("du=2027-05-01&", ""),
            "À moins de 20 km de Condé-sur-l’Escaut (59)": query.replace(
                "pres=59153-conde-sur-l-escaut&km=20&", ""
            ),
            "Accès : En fauteuil roulant": query.replace("acces=fauteuil&", ""),
            "Accès : Avec une poussette": query.replace("&acces=poussette", ""),
        }

    def test_stands_in_the_links_to_further_dates(self, tree, agenda, visitor):
        workshop = tree.add(WorkshopPage)
        for number in range(1, 26):
            tree.date(workshop, days=number)
        assert "?page=2&amp;genre=atelier" in text_of(visitor.get(agenda.url, {"genre": "atelier"}))

    def test_is_a_distance_only_with_a_place(self, tree):
        assert self.form("km=20", tree).selection == {}

    def test_leaves_a_way_out_when_nothing_answers(self, tree, agenda, visitor):
        tree.date(tree.add(WorkshopPage))
        response = visitor.get(agenda.url, {"genre": "brainstorming"})
        assert "Rien ne correspond" in text_of(response)
        assert f'class="button" href="{agenda.url}"' in text_of(response)


NAMES = [*AgendaForm.base_fields, "page", "passees"]
NASTY = [
    "0001-01-01",
    "9999-12-31",
    "2027-02-30",
    "x" * 100_000,
    "\0",
    "-1",
    "1e400",
    "☃",
    "59153'--",
    "%00",
]


class TestAnyAddress:
    @pytest.mark.parametrize("value", NASTY, ids=range(len(NASTY)))
    def test_is_answered(self, agenda, visitor, value):
        answer = visitor.get(agenda.url, dict.fromkeys(NAMES, value))
        assert answer.status_code == (400 if value == "\0" else 200)

    def test_shows_everything_where_nothing_is_understood(self, tree, agenda, visitor):
        workshop = tree.add(WorkshopPage)
        tree.date(workshop)
        query = dict.fromkeys([name for name in NAMES if name != "pres"], "rien-de-tel")
        assert titles(visitor.get(agenda.url, query)) == [workshop.title]

    def test_keeps_what_it_knows_of_several_values(self, tree):
        form = AgendaForm(QueryDict("acces=fauteuil&acces=x"), locale=tree.home.locale)
        assert form.selection == {"acces": ["fauteuil"]}

    @settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(query=st.dictionaries(st.sampled_from(NAMES), st.text(max_size=30)))
    def test_is_never_an_error(self, agenda, query):
        assert Client().get(agenda.url, query).status_code in {200, 400}


def test_all_filters_together_stay_within_the_budget(tree, agenda, conde):
    for number in range(20):
        tree.date(tree.add(WorkshopPage, commune=conde, wheelchair="yes"), days=number)
    query = "genre=atelier&pres=conde+sur+l+escaut&km=5&acces=fauteuil&du=2020-01-01&au=2199-01-01"
    assert count_queries(f"{agenda.url}?{query}") <= 15
