"""On any small site, similar pages are those that counting by hand finds."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale, PageViewRestriction

from home.models import StandardPage
from methods.models import MethodSheetPage
from portal.content.models import PageAudience, PageTheme, TaggedPage
from portal.related_pages import ranking
from portal.vocabulary.models import Audience, Tag, Theme
from projects.agenda.models import WorkshopPage

TERMS = range(3)
chosen = st.frozensets(st.sampled_from(TERMS))


@dataclass(frozen=True)
class Made:
    page_type: type
    themes: frozenset
    tags: frozenset
    audiences: frozenset
    state: str
    language: str
    day: int

    def score(self, other: "Made") -> int:
        return (
            3 * len(self.themes & other.themes)
            + 2 * len(self.tags & other.tags)
            + len(self.audiences & other.audiences)
        )

    @property
    def is_listed(self) -> bool:
        return self.state == "public" and self.page_type is not StandardPage


pages = st.builds(
    Made,
    page_type=st.sampled_from([MethodSheetPage, WorkshopPage, StandardPage]),
    themes=chosen,
    tags=chosen,
    audiences=chosen,
    state=st.sampled_from(["public", "public", "public", "draft", "private"]),
    language=st.sampled_from(["fr", "fr", "en"]),
    day=st.integers(1, 3),
)


@pytest.fixture
def build(tree):
    """Pages as described, by primary key."""
    french = Locale.objects.get(language_code="fr")
    terms = {
        model: [model.objects.create(name=f"{each}", slug=f"{each}", locale=french) for each in TERMS]
        for model in (Theme, Audience)
    }
    tags = [Tag.objects.create(name=f"mot {each}") for each in TERMS]

    def add(made: Made) -> int:
        page = tree.add(
            made.page_type,
            locale=Locale.objects.get(language_code=made.language),
            live=made.state != "draft",
            page_themes=[PageTheme(term=terms[Theme][each]) for each in made.themes],
            page_audiences=[PageAudience(term=terms[Audience][each]) for each in made.audiences],
            tagged_items=[TaggedPage(tag=tags[each]) for each in made.tags],
        )
        day = datetime(2026, 1, made.day, tzinfo=UTC) if made.state != "draft" else None
        made.page_type.objects.filter(pk=page.pk).update(first_published_at=day)
        if made.state == "private":
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        return page.pk

    return lambda site: {add(made): made for made in site}


def expected(key: int, site: dict[int, Made]) -> list[int]:
    page = site[key]
    alike = [
        (-page.score(other), -other.day, -pk)
        for pk, other in site.items()
        if pk != key and other.is_listed and other.language == page.language and page.score(other)
    ]
    return [-pk for *_score, pk in sorted(alike)][: ranking.SHOWN]


@pytest.mark.parametrize("first", [0, 2, 100])
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(pages, min_size=1, max_size=12))
def test_similar_pages_are_those_that_share_most(build, monkeypatch, first, described):
    monkeypatch.setattr(ranking, "CONSIDERED_FIRST", first)
    with transaction.atomic():
        site = build(described)
        for key, made in site.items():
            page = made.page_type.objects.get(pk=key)
            assert [each.page.pk for each in ranking.related_to(page)] == expected(key, site)
        transaction.set_rollback(True)
