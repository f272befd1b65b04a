"""Shared pages: pages that the Parks write for everybody, such as method sheets.

They are below a page of the network, outside the branches of the Parks, and each has the Park that wrote
it. Every member of a Park’s team may add such pages. The Park’s communicators may change its pages, and
publish them if the network allows it. No permission is stored: it follows from the Park of the page, and
changes with it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Q, QuerySet
from wagtail.models import Page, PageQuerySet, get_page_models

from portal.people.models import NetworkSettings, ParkTeam, User
from portal.territory.models import Park


@dataclass(frozen=True)
class RightOnOnePage:
    """A permission on a single page; a GroupPagePermission also covers the pages below."""

    page: Page
    codename: str

    @property
    def page_id(self) -> int:
        return self.page.pk

    @property
    def permission(self) -> Permission:
        return Permission(codename=self.codename)


def shared_types() -> list[type[Page]]:
    return [model for model in get_page_models() if getattr(model, "is_written_by_parks", False)]


def shelf_types() -> set[type[Page]]:
    """Returns the page types of the network under which shared pages stand."""
    return {parent for model in shared_types() for parent in model.allowed_parent_page_models()}


def shelves() -> PageQuerySet:
    """Returns the parent pages of shared pages, in every language."""
    return Page.objects.exact_type(*shelf_types()).filter(alias_of__isnull=True)


def teams_of(user: User) -> QuerySet[ParkTeam]:
    """Returns the teams that a user belongs to, as communicator or contributor."""
    groups = _groups_of(user)
    return ParkTeam.objects.filter(Q(communicators__in=groups) | Q(contributors__in=groups))


def _groups_of(user: User) -> QuerySet:
    return User.groups.through.objects.filter(user=user).values("group")


def parks_of(user: User) -> QuerySet[Park]:
    return Park.objects.filter(team__in=teams_of(user)).order_by("name")


def rights_of(user: User) -> list[RightOnOnePage]:
    """Returns a user’s permissions on shared pages, through the Parks they work for. One query."""
    teams = teams_of(user)
    types = ContentType.objects.get_for_models(*shared_types()).values()
    writing = teams.filter(communicators__in=_groups_of(user)).values("park")
    own = Page.objects.filter(portalpage__park__in=writing, content_type__in=types).values("pk")
    publish = NetworkSettings.objects.filter(parks_publish_shared_pages=True)
    pages = shelves().filter(Exists(teams)) | Page.objects.filter(pk__in=own)
    pages = pages.annotate(may_be_published=Exists(publish))
    shared = {kind.pk for kind in types}
    return [
        RightOnOnePage(page, codename)
        for page in pages.only("path", "depth", "numchild", "content_type")
        for codename in (_rights_on_own(page) if page.content_type_id in shared else ["add_page"])
    ]


def _rights_on_own(page: Page) -> list[str]:
    return ["change_page", *(["publish_page"] if page.may_be_published else [])]


def may_choose_author(user: User) -> bool:
    """Returns whether a user may choose the author Park; others write for their own Park."""
    return user.has_perm("territory.change_park")
