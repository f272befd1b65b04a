"""The branches of the Parks: the permissions of a Park’s team below the page that presents the Park.

Wagtail’s permissions belong to pages and collections. A Park has one branch in each language: its groups
get permissions on each when the Park is opened and when such a page is created or changes its Park.
"""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.coreutils import find_available_slug
from wagtail.models import (
    Collection,
    GroupPagePermission,
    Locale,
    Page,
    Workflow,
    WorkflowPage,
    get_page_models,
)

from portal.content import authorship
from portal.content.models import PortalPage
from portal.people.models import ParkTeam
from portal.people.roles import (
    FILE_RIGHTS,
    NETWORK_MODERATORS,
    PAGE_RIGHTS,
    SHARED_COLLECTION,
    SHARED_READING,
    allow_admin,
    allow_files,
    allow_pages,
    make_workflow,
    prepare_network,
    roles_of,
)
from portal.territory.models import Park


@transaction.atomic
def prepare() -> None:
    """Creates the groups of the network, and its moderation of shared pages."""
    prepare_network()
    for shelf in authorship.shelves():
        give_shelf(shelf)


@transaction.atomic
def open_park(park: Park) -> ParkTeam:
    """Creates the groups, collection, workflow and page that a Park does not have yet."""
    prepare()
    team, _made = ParkTeam.objects.select_for_update().get_or_create(park=park)
    team.communicators = team.communicators or _group(park, "communication")
    team.contributors = team.contributors or _group(park, "contribution")
    team.facilitators = team.facilitators or _group(park, "animation")
    team.collection = team.collection or _collection(str(park))
    team.workflow = team.workflow or _workflow(team)
    team.save()
    shared = _collection(SHARED_COLLECTION)
    for role, group in roles_of(team):
        allow_admin(group, role)
        allow_files(group, team.collection, FILE_RIGHTS[role])
        if FILE_RIGHTS[role]:
            allow_files(group, shared, FILE_RIGHTS[SHARED_COLLECTION])
    for page in branches_of(park) or _make_page(park):
        give_branch(page)
    return team


def branches_of(park: Park) -> list[PortalPage]:
    """Returns the pages that present a Park, in every language."""
    presenting = PortalPage.objects.type(*_presenting_types())
    keys = presenting.filter(park=park).values("translation_key")
    return list(presenting.filter(translation_key__in=keys))


@transaction.atomic
def give_branch(page: PortalPage) -> None:
    """Gives the page’s Park team its permissions on the page, and removes those of other teams."""
    versions = PortalPage.objects.translations_of(page).filter(park__isnull=False)
    park_id = page.park_id or versions.values_list("park", flat=True).first()
    team = ParkTeam.objects.filter(park_id=park_id).first()
    others = ParkTeam.objects.exclude(park_id=park_id)
    GroupPagePermission.objects.filter(page_id=page.pk).filter(
        Q(group__in=others.values("communicators")) | Q(group__in=others.values("contributors"))
    ).delete()
    WorkflowPage.objects.filter(page_id=page.pk, workflow__in=others.values("workflow")).delete()
    if team is None:
        return
    for role, group in roles_of(team):
        allow_pages(group, page, PAGE_RIGHTS[role])
    if team.workflow:
        WorkflowPage.objects.get_or_create(page_id=page.pk, defaults={"workflow": team.workflow})


def give_shelf(page: Page) -> None:
    """Adds the workflow by which the network reads shared pages below a page before publication."""
    if workflow := Workflow.objects.filter(name=SHARED_READING).first():
        WorkflowPage.objects.get_or_create(page_id=page.pk, defaults={"workflow": workflow})


def give_branches_above(page: Page) -> None:
    """Calls `give_branch` for a page just translated and for ancestors translated with it."""
    for branch in PortalPage.objects.ancestor_of(page, inclusive=True).type(*_presenting_types()):
        give_branch(branch)


def _presenting_types() -> list[type[Page]]:
    return [model for model in get_page_models() if getattr(model, "chooses_park", False)]


def _group(park: Park, role: str) -> Group:
    return Group.objects.get_or_create(name=f"Parc {park} – {role}")[0]


def _collection(name: str) -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=name).first() or root.add_child(name=name)


def _workflow(team: ParkTeam) -> Workflow:
    readers = Group.objects.filter(Q(name=NETWORK_MODERATORS) | Q(pk=team.communicators_id))
    return make_workflow(f"Relecture – {team.park}", *readers)


def _make_page(park: Park) -> list[PortalPage]:
    """Creates the draft page of the Park; an empty list if the site has no parent page for it."""
    page_type = _presenting_types()[0]
    locale = Locale.get_default()
    parent_type = page_type.allowed_parent_page_models()[0]
    parent = parent_type.objects.filter(locale=locale, alias_of__isnull=True).first()
    if parent is None:
        return []
    page = page_type(
        title=f"Parc naturel régional {park}",
        slug=find_available_slug(parent, park.slug),
        park=park,
        locale=locale,
        live=False,
    )
    parent.add_child(instance=page)
    page.save_revision()
    return [page]


def page_of_author(page: PortalPage) -> PortalPage | None:
    """Returns the public page that presents a page’s Park, in its language, or None."""
    types = ContentType.objects.get_for_models(*_presenting_types()).values()
    pages = PortalPage.objects.live_and_public().in_language_of(page)
    return pages.filter(park=page.park_id, content_type__in=types).first() if page.park_id else None
