"""Who may run a consultation: the communicators and the facilitators of its Park.

The network’s editors hold the permission, since nobody gives a group that has more rights than they have
(`portal.people.reach`). It opens nothing to them: they help once they are in a group of the Park.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.shortcuts import get_object_or_404

from portal.content.querysets import PortalPageQuerySet
from portal.pages.querysets import in_trash
from portal.pages.versions import source_of
from portal.people.facilitators import parks_run_by
from portal.people.models import User
from portal.people.requests import AuthenticatedHttpRequest
from projects.concertation.models import ConsultationPage

RUN_CONSULTATION = "concertation.run_consultation"


def may_run(user: User | AnonymousUser, page: ConsultationPage) -> bool:
    """Returns whether the desk of a consultation is open to a user; it takes effect at once."""
    if user.is_superuser:
        return True
    if not user.has_perm(RUN_CONSULTATION) or page.park_id is None:
        return False
    return parks_run_by(user).filter(park=page.park_id).exists()


def pages_to_run(user: User) -> PortalPageQuerySet:
    """Returns the consultation pages whose desk a user may open, by title."""
    pages = ConsultationPage.objects.written().exclude(in_trash()).order_by("title", "pk")
    if user.is_superuser:
        return pages
    if not user.has_perm(RUN_CONSULTATION):
        return pages.none()
    return pages.filter(park__in=parks_run_by(user))


def may_run_any(user: User) -> bool:
    """Returns whether a user runs consultations, if there are any; at most one query."""
    return user.is_superuser or (user.has_perm(RUN_CONSULTATION) and parks_run_by(user).exists())


def on_consultation(request: AuthenticatedHttpRequest, page_id: int, **kwargs: Any) -> bool:
    page = get_object_or_404(ConsultationPage, pk=page_id)
    return may_run(request.user, source_of(page))
