"""Who may do what: the network’s groups, and those of each Park within its own branch.

Wagtail’s rights hang on pages and collections. A Park’s branch is one page in each language: its groups
are given their rights on each, when the Park is opened and when such a page comes or changes its Park.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.coreutils import find_available_slug
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
    get_page_models,
)

from portal.content import authorship
from portal.content.models import Park, ParkTeam, PortalPage

# Names of groups and collections are data: they stay as they are in whatever language the admin speaks.
NETWORK_EDITORS = "Réseau – édition"
NETWORK_MODERATORS = "Réseau – modération"
SHARED_COLLECTION = "Commun à tous les Parcs"
SHARED_READING = "Relecture – fiches des Parcs"
#: The groups that Wagtail makes at installation, and what becomes of them.
RENAMED = {"Editors": NETWORK_EDITORS, "Moderators": NETWORK_MODERATORS}

EDITING = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
PAGE_RIGHTS = {
    NETWORK_EDITORS: (*EDITING, "bulk_delete_page"),
    NETWORK_MODERATORS: ("change_page", "publish_page", "lock_page", "unlock_page"),
    "communicators": EDITING,
    "contributors": ("add_page",),
}
#: Rights on a collection: of a team on its own, and of everybody on the shared one.
FILE_RIGHTS = {
    NETWORK_EDITORS: ("add", "change", "delete", "choose"),
    NETWORK_MODERATORS: ("choose",),
    "communicators": ("add", "change", "delete", "choose"),
    "contributors": ("add", "choose"),
    SHARED_COLLECTION: ("choose",),
}
#: What the network’s editors run besides pages and files, as (app, models).
NETWORK_MODELS = {
    "content": ("theme", "audience", "glossaryterm", "park", "commune", "user", "networksettings"),
    "search": ("synonymset",),
    "wagtailredirects": ("redirect",),
    "wagtailcore": ("workflow", "task", "groupapprovaltask"),
}


#: Permissions on records of rooms above, by the group of the network or the role in a Park that has them.
_granted: dict[str, set[str]] = defaultdict(set)


def grant(permission: str, to: Iterable[str]) -> None:
    """Gives a permission, such as `agenda.change_date`, to groups of the network and roles in a Park.

    Called by a room while it loads; groups that exist already have it once roles are prepared again.
    """
    for role in to:
        _granted[role].add(permission)


@transaction.atomic
def prepare_network() -> None:
    """The groups of the whole network with their rights; does nothing a second time."""
    for old, new in RENAMED.items():
        if not Group.objects.filter(name=new).exists():
            Group.objects.filter(name=old).update(name=new)
    editors, moderators = (Group.objects.get_or_create(name=name)[0] for name in RENAMED.values())
    root, everything = Page.get_first_root_node(), Collection.get_first_root_node()
    for group in (editors, moderators):
        allow_admin(group, group.name)
        allow_pages(group, root, PAGE_RIGHTS[group.name])
        allow_files(group, everything, FILE_RIGHTS[group.name])
    allow_collections(editors, everything)
    editors.permissions.add(*_network_permissions())
    if not Workflow.objects.filter(name=SHARED_READING).exists():
        _reading(SHARED_READING, editors, moderators)
    for shelf in authorship.shelves():
        give_shelf(shelf)


def _network_permissions() -> Iterable[Permission]:
    wanted = Q(content_type__app_label="content", codename="add_drawing")
    for app, models in NETWORK_MODELS.items():
        wanted |= Q(content_type__app_label=app, content_type__model__in=models)
    return Permission.objects.filter(wanted)


@transaction.atomic
def open_park(park: Park) -> ParkTeam:
    """Gives a Park its groups, collection, moderation and page, as far as it has none yet."""
    prepare_network()
    team, _made = ParkTeam.objects.select_for_update().get_or_create(park=park)
    team.communicators = team.communicators or _group(park, "communication")
    team.contributors = team.contributors or _group(park, "contribution")
    team.collection = team.collection or _collection(str(park))
    team.workflow = team.workflow or _workflow(team)
    team.save()
    shared = _collection(SHARED_COLLECTION)
    for role, group in roles_of(team):
        allow_admin(group, role)
        allow_files(group, team.collection, FILE_RIGHTS[role])
        allow_files(group, shared, FILE_RIGHTS[SHARED_COLLECTION])
    for page in branches_of(park) or _make_page(park):
        give_branch(page)
    return team


def roles_of(team: ParkTeam) -> list[tuple[str, Group]]:
    roles = [("communicators", team.communicators), ("contributors", team.contributors)]
    return [(role, group) for role, group in roles if group]


def branches_of(park: Park) -> list[PortalPage]:
    """The pages that present a Park, in every language."""
    presenting = PortalPage.objects.type(*_presenting_types())
    keys = presenting.filter(park=park).values("translation_key")
    return list(presenting.filter(translation_key__in=keys))


@transaction.atomic
def give_branch(page: PortalPage) -> None:
    """Gives the team of the Park that a page presents its rights there, and no other team’s any more."""
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
    """What Parks write below a page is read by the network before it is online."""
    if workflow := Workflow.objects.filter(name=SHARED_READING).first():
        WorkflowPage.objects.get_or_create(page_id=page.pk, defaults={"workflow": workflow})


def give_branches_above(page: Page) -> None:
    """The same for a page that has just come into a language, and for those that came above it."""
    for branch in PortalPage.objects.ancestor_of(page, inclusive=True).type(*_presenting_types()):
        give_branch(branch)


def allow_admin(group: Group, role: str) -> None:
    """To sign in to the admin, to have pages translated, and what rooms grant to the role."""
    wanted = Q()
    for name in ("wagtailadmin.access_admin", "wagtail_localize.submit_translation", *_granted[role]):
        app_label, codename = name.split(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    group.permissions.add(*Permission.objects.filter(wanted))


def allow_pages(group: Group, page: Page, codenames: Iterable[str]) -> None:
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=codenames
    )
    for permission in permissions:
        GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)


def allow_files(group: Group, collection: Collection, actions: Iterable[str]) -> None:
    """On pictures and documents alike."""
    codenames = [f"{action}_{kind}" for action in actions for kind in ("image", "document")]
    permissions = Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=codenames
    )
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def allow_collections(group: Group, collection: Collection) -> None:
    """To make, rename and delete collections below one."""
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="collection"
    ).exclude(codename="view_collection")
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def _presenting_types() -> list[type[Page]]:
    return [model for model in get_page_models() if getattr(model, "chooses_park", False)]


def _group(park: Park, role: str) -> Group:
    return Group.objects.get_or_create(name=f"Parc {park} – {role}")[0]


def _collection(name: str) -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=name).first() or root.add_child(name=name)


def _workflow(team: ParkTeam) -> Workflow:
    readers = Group.objects.filter(Q(name=NETWORK_MODERATORS) | Q(pk=team.communicators_id))
    return _reading(f"Relecture – {team.park}", *readers)


def _reading(name: str, *groups: Group) -> Workflow:
    """One reading by the people of these groups: whoever of them comes first."""
    task = GroupApprovalTask.objects.create(name=name)
    task.groups.add(*groups)
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow


def _make_page(park: Park) -> list[PortalPage]:
    """The draft of the page that will present the Park, once the site has a place for such pages."""
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
