"""Who may manage whom: a user cannot grant rights, or edit users, beyond their own rights."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from wagtail.models import GroupCollectionPermission, GroupPagePermission

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

#: A permission on a branch of pages or collections: the path of its root, and the permission id.
BranchRight = tuple[str, int]


class Rights:
    """The combined rights of some groups, and of permissions given to a user directly."""

    def __init__(self, groups: list[Group], permissions: set[int] | None = None):
        self._groups = groups
        self._permissions = permissions or set()

    @cached_property
    def _on_models(self) -> dict[int, set[int]]:
        """The permission ids of each group, by group id."""
        pairs = Group.permissions.through.objects.filter(group__in=self._groups)
        found = defaultdict(set)
        for group, permission in pairs.values_list("group", "permission"):
            found[group].add(permission)
        return found

    @cached_property
    def _on_pages(self) -> dict[int, set[BranchRight]]:
        rows = GroupPagePermission.objects.filter(group__in=self._groups)
        return _by_group(rows.values_list("group", "page__path", "permission"))

    @cached_property
    def _on_collections(self) -> dict[int, set[BranchRight]]:
        rows = GroupCollectionPermission.objects.filter(group__in=self._groups)
        return _by_group(rows.values_list("group", "collection__path", "permission"))

    def covers(self, other: Rights, group: Group) -> bool:
        """Returns whether these rights include all those of a group among the `other` ones."""
        own_permissions = self._permissions.union(*self._on_models.values())
        return (
            other._on_models[group.pk] <= own_permissions
            and _covers(self._on_pages, other._on_pages[group.pk])
            and _covers(self._on_collections, other._on_collections[group.pk])
        )

    def holds(self, permissions: set[int]) -> bool:
        return permissions <= self._permissions.union(*self._on_models.values())


def groups_to_give(user: AbstractUser) -> list[Group]:
    """Returns the groups that a user may assign: those whose rights the user has too."""
    groups = list(Group.objects.order_by("name"))
    if user.is_superuser:
        return groups
    own, all_groups = rights_of(user), Rights(groups)
    return [group for group in groups if own.covers(all_groups, group)]


def rights_of(user: AbstractUser) -> Rights:
    direct = set(user.user_permissions.values_list("pk", flat=True))
    return Rights(list(user.groups.all()), direct)


def is_within_reach(user: AbstractUser, person: AbstractUser) -> bool:
    """Returns whether a user may manage a person: the person has no right that the user lacks."""
    if user.is_superuser:
        return True
    if person.is_superuser:
        return False
    own, theirs = rights_of(user), list(person.groups.all())
    rights = Rights(theirs)
    direct = set(person.user_permissions.values_list("pk", flat=True))
    return own.holds(direct) and all(own.covers(rights, group) for group in theirs)


def _by_group(rows) -> dict[int, set[BranchRight]]:
    found = defaultdict(set)
    for group, path, permission in rows:
        found[group].add((path, permission))
    return found


def _covers(own: dict[int, set[BranchRight]], wanted: set[BranchRight]) -> bool:
    """Returns whether each right is held on the same branch or on one above it."""
    held = set().union(*own.values())
    return all(
        any(permission == right and path.startswith(top) for top, right in held)
        for path, permission in wanted
    )
