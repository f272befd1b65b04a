"""Suggestions of communes for the fields that ask for a place."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control

from portal.content.alternate_views import AlternateView
from portal.feeds.feeds import FRESH_SECONDS, is_open
from portal.forms.narrowing import MAX_LENGTH
from portal.territory.models import Commune
from projects.agenda.models import AgendaPage


def serve(page: AgendaPage, request: HttpRequest) -> JsonResponse:
    """Same format as the catalogue’s suggestions; `url` is empty: the field is filled with the label."""
    communes = Commune.objects.suggested(request.GET.get("q", "")[:MAX_LENGTH])
    found = [{"label": str(each), "kind": each.department.name, "url": ""} for each in communes]
    answer = JsonResponse({"suggestions": found})
    patch_cache_control(answer, public=True, max_age=FRESH_SECONDS)
    return answer


ALTERNATE_VIEW = AlternateView("communes.json", serve, exists_for=is_open)
