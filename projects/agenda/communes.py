"""Autocompletion of communes for the field « Près de »."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control
from wagtail.search.backends import get_search_backend

from portal.content.alternate_views import AlternateView
from portal.feeds.feeds import FRESH_SECONDS, is_open
from portal.search import analysis
from portal.territory.models import Commune
from projects.agenda.models import AgendaPage

MAX_OFFERED = 8
#: Number of communes among which the shortest names are chosen.
MAX_COMPARED = 50
#: In characters: a shorter text matches too many communes; a longer one is cut.
SHORTEST, LONGEST = 2, 80


def offered(typed: str) -> list[Commune]:
    """Returns at most `MAX_OFFERED` communes with a position, the shortest names first."""
    # A single character is an article still being typed: « Condé-sur-l ».
    begun = [word for word in analysis.plain_words(typed[:LONGEST]) if len(word) > 1]
    if len("".join(begun)) < SHORTEST:
        return []
    communes = Commune.objects.select_related("department")
    found = get_search_backend().autocomplete(" ".join(begun), communes)[:MAX_COMPARED]
    placed = [commune for commune in found if commune.has_position]
    return sorted(placed, key=lambda commune: (len(commune.name), str(commune)))[:MAX_OFFERED]


def serve(page: AgendaPage, request: HttpRequest) -> JsonResponse:
    """Same format as the catalogue’s suggestions; `url` is empty: the field is filled with the label."""
    found = [
        {"label": str(commune), "kind": commune.department.name, "url": ""}
        for commune in offered(request.GET.get("q", ""))
    ]
    answer = JsonResponse({"suggestions": found})
    patch_cache_control(answer, public=True, max_age=FRESH_SECONDS)
    return answer


ALTERNATE_VIEW = AlternateView("communes.json", serve, exists_for=is_open)
