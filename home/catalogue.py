"""Finding pages of every type by words, kind, theme, audience, tag and Park."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import override
from wagtail.models import Locale, get_page_models
from wagtail.search.backends import get_search_backend

from portal.content.models import PortalPage
from portal.search import excerpts, spelling


def listed_types() -> list[type[PortalPage]]:
    """The page types that the catalogue lists, by name."""
    types = [
        model
        for model in get_page_models()
        if issubclass(model, PortalPage) and model.in_catalogue and model.is_creatable
    ]
    return sorted(types, key=lambda model: str(model._meta.verbose_name))


def kinds() -> list[tuple[str, str]]:
    """The kinds to choose from, as (address, name)."""
    return [(model.kind_slug, str(model._meta.verbose_name_plural)) for model in listed_types()]


def find(locale: Locale, selection: Mapping[str, str], *, of_every_type: bool = False):
    """Visible pages of a language that answer a selection: best first with words, else latest.

    `selection` may hold q, genre, theme, public, mot and parc (slugs); all of them must agree.
    Without `of_every_type`, only pages of the listed types.
    """
    pages = PortalPage.objects.visible().filter(locale=locale, **_conditions(selection))
    if "genre" in selection or not of_every_type:
        pages = pages.filter(content_type__in=_content_types(selection))
    if "q" not in selection:
        return pages.order_by("-first_published_at", "-pk").for_cards().with_themes()
    # The search engine filters by plain columns only: it gets what the conditions leave.
    candidates = PortalPage.objects.for_cards().with_themes().filter(id__in=pages.values("id"))
    with override(locale.language_code):
        return get_search_backend().search(selection["q"], candidates)


def quote(results: Iterable[PortalPage], selection: Mapping[str, str], locale: Locale) -> None:
    """Gives each result its `excerpt`, with the words that were asked marked; None without words."""
    results = list(results)
    question = selection.get("q", "")
    found = excerpts.of(results, question, locale.language_code) if results and question else {}
    for page in results:
        page.excerpt = found.get(page.pk)


def other_questions(selection: Mapping[str, str], locale: Locale) -> list[dict[str, str]]:
    """What to ask instead of words that found nothing: only what finds something.

    A word alone does, since some page says it. Of the others the best is tried, at two queries, the rest
    left out.
    """
    sure: list[str] = []
    unsure: list[str] = []
    for words in spelling.suggestions(selection.get("q", ""), locale.language_code):
        is_sure = len(words.split()) == 1 and selection.keys() == {"q"}
        (sure if is_sure else unsure).append(words)
    best = [words for words in unsure[:1] if find(locale, {**selection, "q": words}).count()]
    return [{"label": words, "query": urlencode({**selection, "q": words})} for words in [*best, *sure]]


def _content_types(selection: Mapping[str, str]) -> list[ContentType]:
    types = [
        model for model in listed_types() if selection.get("genre", model.kind_slug) == model.kind_slug
    ]
    return list(ContentType.objects.get_for_models(*types).values())


def _conditions(selection: Mapping[str, str]) -> dict[str, object]:
    paths = {
        "theme": "page_themes__term__slug",
        "public": "page_audiences__term__slug",
        "mot": "tagged_items__tag__slug",
        "parc": "park__slug",
    }
    return {path: selection[name] for name, path in paths.items() if name in selection}
