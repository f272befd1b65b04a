"""Comparable pages: the most alike first, each with why, in one query."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import PageViewRestriction

from home.models import StandardPage
from methods.models import MethodSheetPage, StagePage
from portal.content.models import PageAudience, PageTheme, PortalPage
from portal.related_pages.ranking import SHOWN, related_to
from portal.vocabulary.models import Audience, Theme
from projects.agenda.models import WorkshopPage
from projects.parks.models import ProjectPage
from tests.support.translation import translate


@pytest.fixture
def terms(tree):
    """Themes and audiences by name, in the source language."""

    def made(model, name):
        term, _made = model.objects.get_or_create(
            slug=name, locale=tree.home.locale, defaults={"name": name}
        )
        return term

    return made


@pytest.fixture
def add(tree, terms):
    def add(title, page_type=MethodSheetPage, themes=(), audiences=(), tags=(), **fields):
        page = tree.add(
            page_type,
            title=title,
            page_themes=[PageTheme(term=terms(Theme, name)) for name in themes],
            page_audiences=[PageAudience(term=terms(Audience, name)) for name in audiences],
            **fields,
        )
        if tags:
            page.tags.add(*tags)
            page.save()
        return page

    return add


def found(page) -> list[str]:
    return [case.page.title for case in related_to(PortalPage.objects.get(pk=page.pk).specific)]


def reasons(page) -> dict[str, list[str]]:
    cases = related_to(PortalPage.objects.get(pk=page.pk).specific)
    return {
        case.page.title: [text.replace("\N{NO-BREAK SPACE}", " ") for text in case.reasons]
        for case in cases
    }


class TestComparablePages:
    def test_are_ranked_by_what_they_share(self, add):
        page = add("Ici", themes=["isolement", "accueil"], audiences=["aînés"], tags=["jardin"])
        add("Un public", audiences=["aînés"])
        add("Un mot", tags=["jardin"])
        add("Deux thèmes", themes=["isolement", "accueil"])
        add("Un thème", ProjectPage, themes=["isolement"])
        add("Rien", themes=["mobilité"], audiences=["jeunes"], tags=["bus"])
        assert found(page) == ["Deux thèmes", "Un thème", "Un mot", "Un public"]

    def test_say_why_what_weighs_most_first(self, add):
        page = add("Ici", themes=["isolement", "accueil"], audiences=["aînés"], tags=["jardin"])
        add("Là", WorkshopPage, themes=["accueil", "isolement"], audiences=["aînés"], tags=["jardin"])
        add("Ailleurs", themes=["isolement"])
        assert reasons(page) == {
            "Là": ["mêmes thèmes : accueil, isolement", "même mot-clé : jardin", "même public : aînés"],
            "Ailleurs": ["même thème : isolement"],
        }

    def test_of_a_sheet_share_its_stage(self, add, tree):
        stage = tree.add(StagePage, number=3)
        page = add("Ici", stage=stage)
        add("Même temps", stage=stage)
        add("Autre temps", stage=tree.add(StagePage, number=4))
        assert reasons(page) == {"Même temps": ["même temps : Temps 3"]}

    def test_are_few_and_the_latest_of_those_that_share_as_much(self, add):
        page = add("Ici", themes=["isolement"])
        for number in range(SHOWN + 2):
            add(f"Fiche {number}", themes=["isolement"])
        assert found(page) == [f"Fiche {number}" for number in range(SHOWN + 1, 1, -1)]

    def test_are_those_that_everybody_may_read(self, add):
        page = add("Ici", themes=["isolement"])
        add("Brouillon", themes=["isolement"], live=False)
        add("Périmée", themes=["isolement"]).unpublish()
        secret = add("Secrète", themes=["isolement"])
        PageViewRestriction.objects.create(page=secret, restriction_type="login")
        add("Hors catalogue", StandardPage, themes=["isolement"])
        assert found(page) == []

    def test_are_in_the_language_of_the_page_and_named_in_it(self, add, tree, terms):
        page, other = (add(title, themes=["isolement"]) for title in ("Ici", "Là"))
        english = translate(page)
        theme = terms(Theme, "isolement").copy_for_translation(english.locale)
        theme.name = "loneliness"
        theme.save()
        assert found(page) == ["Là"]
        assert found(english) == []
        translate(other)
        with translation.override("en"):
            assert list(reasons(english).values()) == [["same theme: loneliness"]]

    def test_of_a_page_that_nothing_gathers_are_none_at_no_cost(self, add):
        page = PortalPage.objects.get(pk=add("Ici").pk).specific
        page.terms, page.stage_shown  # noqa: B018
        with CaptureQueriesContext(connection) as queries:
            assert related_to(page) == []
        assert len(queries) == 0

    @pytest.mark.parametrize("number", [1, 20])
    def test_are_found_in_one_query(self, add, number):
        shared = {"themes": ["a", "b"], "audiences": ["c"], "tags": ["d"]}
        page = add("Ici", **shared)
        for each in range(number):
            add(f"Fiche {each}", **shared)
        page = PortalPage.objects.get(pk=page.pk).specific
        page.terms, page.stage_shown, page.locale  # noqa: B018
        with CaptureQueriesContext(connection) as queries:
            cases = related_to(page)
            assert [case.page.park for case in cases]
        assert len(queries) == 1

    @pytest.mark.parametrize("page_type", [MethodSheetPage, ProjectPage, WorkshopPage])
    def test_are_shown_on_the_page_and_in_its_preview(self, add, visitor, page_type):
        page = add("Ici", page_type, themes=["isolement"])
        add("Comparable", themes=["isolement"])
        assert "Comparable" in visitor.get(page.url).content.decode()
        page.save_revision()
        draft = page.get_latest_revision_as_object()
        assert "Comparable" in draft.make_preview_request().rendered_content
