"""The permissions of the network’s groups and of the roles in a Park, and how groups get them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowTask,
)

from portal.people.models import ParkTeam

# Names of groups and collections are data: they are not translated with the admin.
NETWORK_EDITORS = "Réseau – édition"
NETWORK_MODERATORS = "Réseau – modération"
SHARED_COLLECTION = "Commun à tous les Parcs"
SHARED_READING = "Relecture – fiches des Parcs"
#: The groups that Wagtail creates at installation, and their new names.
RENAMED = {"Editors": NETWORK_EDITORS, "Moderators": NETWORK_MODERATORS}

EDITING = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
PAGE_RIGHTS = {
    NETWORK_EDITORS: (*EDITING, "bulk_delete_page"),
    NETWORK_MODERATORS: ("change_page", "publish_page", "lock_page", "unlock_page"),
    "communicators": EDITING,
    "contributors": ("add_page",),
    "facilitators": (),
}
#: Permissions on a collection: of a team on its own, and of everybody on the shared one.
FILE_RIGHTS = {
    NETWORK_EDITORS: ("add", "change", "delete", "choose"),
    NETWORK_MODERATORS: ("choose",),
    "communicators": ("add", "change", "delete", "choose"),
    "contributors": ("add", "choose"),
    "facilitators": (),
    SHARED_COLLECTION: ("choose",),
}
#: The models that the network’s editors manage besides pages and files, by app.
NETWORK_MODELS = {
    "vocabulary": ("theme", "audience", "glossaryterm"),
    "territory": ("park", "commune"),
    "people": ("user", "networksettings"),
    "search": ("synonymset",),
    "wagtailredirects": ("redirect",),
    "wagtailcore": ("workflow", "task", "groupapprovaltask"),
}


#: Permissions on models of rooms above, by network group or role in a Park.
_granted: dict[str, set[str]] = defaultdict(set)


def grant(permission: str, to: Iterable[str]) -> None:
    """Grants a permission, such as `agenda.change_date`, to network groups and roles in a Park.

    Rooms call it while they load; existing groups get it when the roles are prepared again.
    """
    for role in to:
        _granted[role].add(permission)


@transaction.atomic
def prepare_network() -> None:
    """Creates the network’s groups with their permissions; does nothing if they exist."""
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
        make_workflow(SHARED_READING, editors, moderators)


def _network_permissions() -> Iterable[Permission]:
    wanted = Q(content_type__app_label="media", codename="add_drawing")
    for app, models in NETWORK_MODELS.items():
        wanted |= Q(content_type__app_label=app, content_type__model__in=models)
    return Permission.objects.filter(wanted)


def roles_of(team: ParkTeam) -> list[tuple[str, Group]]:
    roles = [
        ("communicators", team.communicators),
        ("contributors", team.contributors),
        ("facilitators", team.facilitators),
    ]
    return [(role, group) for role, group in roles if group]


def allow_admin(group: Group, role: str) -> None:
    """Grants access to the admin, translation where the role has pages, and what rooms grant to it."""
    wanted = Q()
    translating = ("wagtail_localize.submit_translation",) if PAGE_RIGHTS[role] else ()
    for name in ("wagtailadmin.access_admin", *translating, *_granted[role]):
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
    """Grants permissions on pictures and documents of a collection."""
    codenames = [f"{action}_{kind}" for action in actions for kind in ("image", "document")]
    permissions = Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=codenames
    )
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def allow_collections(group: Group, collection: Collection) -> None:
    """Grants the right to create, rename and delete collections below one."""
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="collection"
    ).exclude(codename="view_collection")
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def make_workflow(name: str, *groups: Group) -> Workflow:
    """Creates a workflow with one approval by any member of these groups."""
    task = GroupApprovalTask.objects.create(name=name)
    task.groups.add(*groups)
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow
