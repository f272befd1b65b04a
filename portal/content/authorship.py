"""Pages that the Parks write for everybody: method sheets.

They stand together under a page of the network, outside the branches of the Parks, and each says which
Park wrote it. Whoever works for a Park adds such pages; those of one’s Park are changed by its
communicators, and published by them where the network lets Parks do so. No right is stored for that: it
follows from the Park of the page, as soon as that changes.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page, PageQuerySet, get_page_models

from portal.people.models import NetworkSettings, ParkTeam, User
from portal.territory.models import Park


@dataclass(frozen=True)
class RightOnOnePage:
    """In the place of a GroupPagePermission, which covers the pages below as well."""

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
    """The types of the network’s pages that such pages stand under."""
    return {parent for model in shared_types() for parent in model.allowed_parent_page_models()}


def shelves() -> PageQuerySet:
    """These pages, in every language."""
    return Page.objects.exact_type(*shelf_types()).filter(alias_of__isnull=True)


def teams_of(user: User) -> QuerySet[ParkTeam]:
    """The teams that a person is in; `writes` says whether as a communicator."""
    groups = User.groups.through.objects.filter(user=user)
    return ParkTeam.objects.annotate(
        writes=Exists(groups.filter(group=OuterRef("communicators"))),
        proposes=Exists(groups.filter(group=OuterRef("contributors"))),
    ).filter(Q(writes=True) | Q(proposes=True))


def parks_of(user: User) -> QuerySet[Park]:
    return Park.objects.filter(team__in=teams_of(user)).order_by("name")


def rights_of(user: User) -> list[RightOnOnePage]:
    """What a person may do to shared pages because of the Parks they work for. One query."""
    teams = teams_of(user)
    types = ContentType.objects.get_for_models(*shared_types()).values()
    writing = teams.filter(writes=True).values("park")
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
    """The network says which Park wrote a page; the people of a Park write for their own."""
    return user.has_perm("territory.change_park")
