"""The page permissions: Wagtail’s, without pages in the trash, plus those of Parks on shared pages."""

from __future__ import annotations

from django.db.models import Q
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import page_permission_policy

from portal.content import authorship
from portal.content.authorship import RightOnOnePage
from portal.pages.querysets import in_trash

EXPLORING = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}


class PortalPagePolicy(PagePermissionPolicy):
    """The policy of all page lists in the admin: explorer, search, reports, choosers, dashboard."""

    def get_all_permissions_for_user(self, user):
        rows = super().get_all_permissions_for_user(user)
        if user.is_anonymous or not user.is_active or user.is_superuser:
            return rows
        return [*rows, *authorship.rights_of(user)]

    def instances_user_has_any_permission_for(self, user, actions):
        pages = self._base_queryset_for_user(user)
        if pages is None:
            pages = Page.objects.filter(self._allowed(user, set(actions)))
        return pages.exclude(in_trash())

    def _allowed(self, user, actions: set[str]) -> Q:
        """Returns a filter: branches, single pages, and own pages where the user may add some."""
        names, allowed, single = self._get_permission_codenames(actions), Q(pk__in=[]), set()
        for row in self.get_cached_permissions_for_user(user):
            is_single = isinstance(row, RightOnOnePage)
            codename = row.permission.codename
            if codename in names and not is_single:
                allowed |= Q(path__startswith=row.page.path)
                continue
            if codename in names:
                single.add(row.page_id)
            if codename == "add_page" and "change" in actions:
                allowed |= Q(path__startswith=row.page.path, owner=user)
        return allowed | Q(pk__in=single)

    def explorable_instances(self, user):
        """Adds the ancestors, up to the closest common ancestor."""
        pages = self._base_queryset_for_user(user)
        if pages is not None:
            return pages.exclude(in_trash())
        above, root = self._paths_above(user), self.explorable_root_instance(user)
        if root is None:
            return Page.objects.none()
        reached = self._allowed(user, EXPLORING) | Q(path__in=above)
        return Page.objects.filter(reached, path__startswith=root.path).exclude(in_trash())

    def _paths_above(self, user) -> set[str]:
        paths = {row.page.path for row in self.get_cached_permissions_for_user(user)}
        return {path[:end] for path in paths for end in range(Page.steplen, len(path), Page.steplen)}


def install() -> None:
    """Changes the class of Wagtail’s policy object, which all of Wagtail uses and no setting replaces."""
    page_permission_policy.__class__ = PortalPagePolicy
