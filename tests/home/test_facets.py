"""Counting pages by facet: what ticking each value would give."""

from collections import defaultdict
from datetime import timedelta
from functools import partial

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap
from wagtail.models import PageViewRestriction

from home.catalogue import facets
from home.catalogue.bitmaps import count
from home.catalogue.models import CataloguePage
from methods.models import MethodSheetPage, StagePage
from portal.content.models import PageAudience, PageTheme
from portal.vocabulary.models import Audience, Theme
from projects.agenda.models import Occurrence, WorkshopPage
from projects.agenda.services import change, schedule
from projects.parks.models import CoordinationPage, ParkPage
from tests.support.publication import publish
from tests.support.translation import translate

pytestmark = pytest.mark.searches

VALUES = {"theme": "abc", "public": "xyz", "parc": "pq"}
entries = st.lists(
    st.sets(st.sampled_from([f"{name}:{value}" for name, values in VALUES.items() for value in values])),
    max_size=30,
)
choices = st.fixed_dictionaries(
    {name: st.sets(st.sampled_from(values)) for name, values in VALUES.items()}
)


def asked(chosen):
    return {
        name: frozenset(f"{name}:{value}" for value in values)
        for name, values in chosen.items()
        if values
    }


def filed(entries):
    """All pages, and those with each value."""
    by_value = defaultdict(BitMap)
    for number, values in enumerate(entries):
        for value in values:
            by_value[value].add(number)
    return BitMap(range(len(entries))), by_value


def agreeing(entries, chosen):
    """By the rule itself: any value of a facet, all facets."""
    return [
        number
        for number, values in enumerate(entries)
        if all(not wanted.isdisjoint(values) for wanted in asked(chosen).values())
    ]


class TestCounting:
    @given(entries=entries, chosen=choices)
    def test_finds_what_agrees_with_every_facet(self, entries, chosen):
        found, _counts = count(*filed(entries), asked(chosen))
        assert list(found) == agreeing(entries, chosen)

    @given(entries=entries, chosen=choices)
    def test_says_of_each_value_what_choosing_it_alone_of_its_facet_gives(self, entries, chosen):
        _found, counts = count(*filed(entries), asked(chosen))
        for name, values in VALUES.items():
            for value in values:
                alone = agreeing(entries, chosen | {name: {value}})
                assert counts[f"{name}:{value}"] == len(alone)


@pytest.fixture
def catalogue(tree):
    return tree.add(CataloguePage, slug="catalogue")


@pytest.fixture
def terms(tree):
    """Themes and audiences by name."""

    def term(model, name):
        return model.objects.create(name=name, slug=name.lower(), locale=tree.home.locale)

    return {name: term(Theme, name) for name in ("Isolement", "Accueil")} | {
        name: term(Audience, name) for name in ("Seniors", "Jeunes")
    }


def shown(response, name: str) -> dict[str, int]:
    facet = next(each for each in response.context["facets"] if each.name == name)
    return {each.label: each.count for each in facet.values}


def found(response) -> list[str]:
    return [page.title for page in response.context["cards"]]


class TestTheCatalogueOffers:
    def test_seniors_in_less_than_two_hours(self, tree, catalogue, terms, visitor):
        seniors = {"page_audiences": [PageAudience(term=terms["Seniors"])]}
        tree.add(MethodSheetPage, title="Courte", duration_max=90, **seniors)
        tree.add(MethodSheetPage, title="Longue", duration_max=200, **seniors)
        tree.add(MethodSheetPage, title="Pour d’autres", duration_max=90)
        response = visitor.get(catalogue.url, {"public": "seniors", "duree": "2h"})
        assert found(response) == ["Courte"]
        assert shown(response, "duree")["Une demi-journée au plus"] == 2
        assert shown(response, "public") == {"Jeunes": 0, "Seniors": 1}

    def test_events_by_how_long_their_usual_sitting_lasts(
        self, tree, catalogue, visitor, django_capture_on_commit_callbacks
    ):
        workshop = tree.add(WorkshopPage)
        start = timezone.now() + timedelta(days=3)
        committed = partial(django_capture_on_commit_callbacks, execute=True)

        def durations():
            counts = shown(visitor.get(catalogue.url), "duree")
            return [name for name, count in counts.items() if count]

        assert durations() == []
        with committed():
            date = schedule(workshop, start, start + timedelta(minutes=90))
        assert durations() == [
            "Deux heures au plus", "Une demi-journée au plus", "Une journée au plus",
        ]  # fmt: skip
        with committed():
            schedule(workshop, start + timedelta(days=1), start + timedelta(days=1, hours=1))
            date.ends_at = start + timedelta(hours=8)
            change(date, ["ends_at"])
        assert durations() == ["Une journée au plus"]
        date.status, date.reason = "cancelled", "La pluie"
        with committed():
            change(date, ["status", "reason"])
        assert "Une heure au plus" in durations()
        with committed():
            Occurrence.objects.of(workshop).delete()
        assert durations() == []

    def test_events_in_another_language_by_the_same_dates(self, tree, catalogue, visitor):
        workshop = tree.add(WorkshopPage)
        english = translate(catalogue)
        translate(workshop)
        start = timezone.now() - timedelta(days=3)
        schedule(workshop, start, start + timedelta(hours=1))
        assert len(found(visitor.get(english.url, {"duree": "1h"}))) == 1

    def test_any_value_of_a_facet(self, tree, catalogue, terms, visitor):
        for name in ("Isolement", "Accueil"):
            tree.add(MethodSheetPage, title=name, page_themes=[PageTheme(term=terms[name])])
        tree.add(MethodSheetPage, title="Sans thème")
        response = visitor.get(catalogue.url, {"theme": ["isolement", "accueil"]})
        assert set(found(response)) == {"Isolement", "Accueil"}

    def test_every_side_of_every_type(self, tree, catalogue, visitor):
        park = tree.add(ParkPage)
        stage = tree.add(StagePage, number=3, title="La question")
        tree.add(MethodSheetPage, stage=stage, group_min=8, group_max=15)
        tree.add(CoordinationPage, parent=park, domain="health")
        response = visitor.get(catalogue.url)
        assert shown(response, "temps") == {"La question": 2}
        assert shown(response, "domaine")["Santé"] == 1
        assert shown(response, "parc") == {park.park.name: 2}
        sizes = shown(response, "groupe")
        assert [sizes["Moins de 10 personnes"], sizes["De 10 à 20 personnes"]] == [1, 1]
        assert sizes["De 21 à 50 personnes"] == 0

    def test_the_words_that_pages_hold_most_and_those_chosen(self, tree, catalogue, visitor):
        for number in range(facets.MOST_TAGS + 3):
            sheet = tree.add(MethodSheetPage)
            sheet.tags.add("partout", f"mot {number:02}")
            publish(sheet)
        response = visitor.get(catalogue.url, {"mot": f"mot-{facets.MOST_TAGS + 2}"})
        words = shown(response, "mot")
        assert len(words) == facets.MOST_TAGS
        assert {"partout", f"mot {facets.MOST_TAGS + 2}"} <= set(words)

    def test_what_a_page_is_now(
        self, tree, catalogue, terms, visitor, django_capture_on_commit_callbacks
    ):
        sheet = tree.add(MethodSheetPage, page_themes=[PageTheme(term=terms["Isolement"])])
        sheet.page_themes = [PageTheme(term=terms["Accueil"])]
        sheet.save_revision()
        assert shown(visitor.get(catalogue.url), "theme") == {"Accueil": 0, "Isolement": 1}
        with django_capture_on_commit_callbacks(execute=True):
            publish(sheet)
        assert shown(visitor.get(catalogue.url), "theme") == {"Accueil": 1, "Isolement": 0}

    def test_the_park_that_a_page_was_moved_to(self, tree, catalogue, visitor):
        here, there = tree.add(ParkPage), tree.add(ParkPage)
        workshop = tree.add(WorkshopPage, parent=here)
        workshop.move(there, pos="last-child")
        titles = found(visitor.get(catalogue.url, {"parc": there.park.slug, "genre": "atelier"}))
        assert titles == [workshop.title]

    def test_the_same_sides_in_another_language(self, tree, catalogue, terms, visitor):
        sheet = tree.add(MethodSheetPage, page_themes=[PageTheme(term=terms["Isolement"])])
        english = translate(catalogue)
        translate(sheet)
        terms["Isolement"].copy_for_translation(english.locale).save()
        response = visitor.get(english.url, {"theme": "isolement"})
        assert len(found(response)) == 1

    def test_nothing_of_drafts_and_restricted_pages(self, tree, catalogue, terms, visitor):
        theme = [PageTheme(term=terms["Isolement"])]
        tree.add(MethodSheetPage, live=False, page_themes=theme)
        reserved = tree.add(MethodSheetPage, page_themes=[PageTheme(term=terms["Isolement"])])
        PageViewRestriction.objects.create(page=reserved, restriction_type="login")
        assert shown(visitor.get(catalogue.url), "theme") == {"Accueil": 0, "Isolement": 0}


class TestTheListIs:
    def test_sorted_by_title_as_people_do(self, tree, catalogue, visitor):
        for title in ("Zoé", "Écouter", "accueillir", "Œuvrer"):
            tree.add(MethodSheetPage, title=title)
        response = visitor.get(catalogue.url, {"tri": "titre"})
        assert found(response) == ["accueillir", "Écouter", "Œuvrer", "Zoé"]

    def test_widened_again_by_taking_one_filter_away(self, tree, catalogue, terms, visitor):
        tree.add(MethodSheetPage)
        response = visitor.get(catalogue.url, {"theme": ["isolement", "accueil"], "q": "banc"})
        filters = {each.label: each.query for each in response.context["form"].active_filters}
        assert filters == {
            "«\u00a0banc\u00a0»": "theme=isolement&theme=accueil",
            "Thème\u00a0: Isolement": "q=banc&theme=accueil",
            "Thème\u00a0: Accueil": "q=banc&theme=isolement",
        }


class TestASelectionIsTakenAway:
    def test_as_a_table(self, tree, catalogue, terms, visitor):
        sheet = tree.add(
            MethodSheetPage,
            title="=1+1",
            summary="Deux\nlignes",
            page_themes=[PageTheme(term=terms["Accueil"])],
        )
        tree.add(MethodSheetPage, title="Autre")
        response = visitor.get(f"{catalogue.url}catalogue.csv", {"theme": "accueil"})
        _heading, line, *rest = response.content.decode("utf-8-sig").split("\r\n")
        assert line.startswith('fiche méthode;\'=1+1;"Deux\nlignes";;Accueil;')
        assert line.endswith(sheet.full_url)
        assert rest == [""]

    def test_as_a_feed_of_the_newest(self, tree, catalogue, visitor):
        for title in ("Ancienne", "Nouvelle"):
            tree.add(MethodSheetPage, title=title)
        response = visitor.get(f"{catalogue.url}catalogue.atom", {"tri": "titre"})
        text = response.content.decode()
        assert text.index("<title>Nouvelle</title>") < text.index("<title>Ancienne</title>")
        again = visitor.get(
            f"{catalogue.url}catalogue.atom",
            {"tri": "titre"},
            headers={"if-none-match": response["ETag"]},
        )
        assert again.status_code == 304

    def test_as_a_feed_that_names_its_own_address(self, tree, catalogue, visitor):
        tree.add(MethodSheetPage, title="Une fiche")
        address = f"{catalogue.url}catalogue.atom"
        own = BeautifulSoup(visitor.get(address).content, "xml").find("link", rel="self")["href"]
        assert own == f"http://localhost{address}"
        assert visitor.get(own).status_code == 200

    @pytest.mark.parametrize("name", ["catalogue.csv", "catalogue.atom"])
    def test_without_drafts_and_restricted_pages(self, tree, catalogue, visitor, name):
        tree.add(MethodSheetPage, title="Brouillon", live=False)
        reserved = tree.add(MethodSheetPage, title="Secret")
        PageViewRestriction.objects.create(page=reserved, restriction_type="login")
        text = visitor.get(catalogue.url + name).content.decode()
        assert "Brouillon" not in text and "Secret" not in text
