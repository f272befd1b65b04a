"""Search suggestions while typing: words, themes, audiences and page titles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from django.db.models import Value
from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail.search.backends import get_search_backend

from home.catalogue.models import CataloguePage
from portal.content.alternate_views import AlternateView
from portal.content.models import PortalPage
from portal.search import analysis, spelling
from portal.vocabulary.models import Audience, Theme

MAX_OFFERED, MAX_WORDS, MAX_TERMS = 8, 2, 2
#: Latest pages from which the titles are chosen.
MAX_COMPARED = 30
#: Characters: shorter input matches too much; longer input is cut.
SHORTEST, LONGEST = 2, 80
FRESH_SECONDS = 300


@dataclass(frozen=True)
class Suggestion:
    """A label, the kind of result as text, and its URL."""

    label: str
    kind: str
    url: str


def offered(catalogue: CataloguePage, typed: str) -> list[Suggestion]:
    """Returns at most eight suggestions, public and in the catalogue’s language, in two queries."""
    begun = analysis.plain_words(typed[:LONGEST])
    if len("".join(begun)) < SHORTEST:
        return []
    rows = _words_and_terms(catalogue.locale, begun)
    found = [
        *_words(catalogue, rows)[:MAX_WORDS],
        *_terms(catalogue, rows, begun)[:MAX_TERMS],
        *_titles(catalogue, " ".join(begun)),
    ]
    return found[:MAX_OFFERED]


def _words_and_terms(locale: Locale, begun: list[str]) -> list[tuple[str, str, str, int]]:
    """Returns completed words, then all themes and audiences, in one query, as rows of name, slug, route
    in the catalogue and number of texts.
    """
    # Several words may have no page in common: only a single one is completed.
    words = spelling.completions(begun[0] if len(begun) == 1 else "", locale.language_code)
    themes = Theme.objects.filter(locale=locale).order_by()
    audiences = Audience.objects.filter(locale=locale).order_by()
    rows = words.values_list("written", Value(""), Value(""), "texts").union(
        themes.values_list("name", "slug", Value("themes"), Value(0)),
        audiences.values_list("name", "slug", Value("publics"), Value(0)),
    )
    return sorted(rows, key=lambda row: (-row[3], row[0]))


def _words(catalogue: CataloguePage, rows: Iterable[tuple[str, str, str, int]]) -> list[Suggestion]:
    """Returns one word per stem, the most frequent."""
    written: dict[object, str] = {}
    for name, _slug, route, _texts in rows:
        if not route:
            written.setdefault(analysis.word(name, catalogue.locale.language_code), name)
    return [
        Suggestion(word, _("Mot"), f"{catalogue.url}?{urlencode({'q': word})}")
        for word in written.values()
    ]


def _terms(
    catalogue: CataloguePage, rows: Iterable[tuple[str, str, str, int]], begun: list[str]
) -> list[Suggestion]:
    kinds = {"themes": _("Thème"), "publics": _("Public")}
    return [
        Suggestion(name, kinds[route], f"{catalogue.url}{route}/{slug}/")
        for name, slug, route, _texts in rows
        if route and _begins(analysis.plain_words(name), begun)
    ]


def _begins(words: list[str], begun: list[str]) -> bool:
    return all(any(word.startswith(each) for word in words) for each in begun)


def _titles(catalogue: CataloguePage, begun: str) -> Iterator[Suggestion]:
    """Yields the latest pages with title words that start with `begun`, the shortest titles first."""
    public = PortalPage.objects.found_by_words().filter(locale=catalogue.locale)
    pages = PortalPage.objects.filter(id__in=public.values("id"))
    latest = get_search_backend().autocomplete(begun, pages)[:MAX_COMPARED]
    for page in sorted(latest, key=lambda page: (len(page.title), page.title, page.pk)):
        yield Suggestion(page.title, capfirst(page.kind_label), page.url)


def serve(catalogue: CataloguePage, request: HttpRequest) -> JsonResponse:
    found = offered(catalogue, request.GET.get("q", ""))
    answer = JsonResponse({"suggestions": [asdict(each) for each in found]})
    audience = "private" if catalogue.get_view_restrictions() else "public"
    patch_cache_control(answer, max_age=FRESH_SECONDS, **{audience: True})
    return answer


ALTERNATE_VIEW = AlternateView("suggestions.json", serve)
