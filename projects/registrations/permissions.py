"""Rows of the rights table for the admin screens of registrations."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from portal.people.rights import Rule
from projects.agenda.models.occurrences import Occurrence
from projects.agenda.permissions import may_handle_people


def on_people_of_date(request: HttpRequest, date_id: int, **kwargs: int) -> bool:
    date = get_object_or_404(Occurrence.objects.select_related("event"), pk=date_id)
    return may_handle_people(request.user, date.event)


def rows_of(namespace: str, views: list[str]) -> dict[str, Rule]:
    return {f"{namespace}:{view}": on_people_of_date for view in views}
