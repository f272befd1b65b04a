"""Who may restore a page: users who could delete it at its former place."""

from __future__ import annotations

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from portal.pages.querysets import in_trash
from portal.people.models import User
from portal.trash.models import TrashedPage

#: Depth of the pages directly in the trash: below the root and the trash page.
DEPTH_IN_TRASH = 3


class Places:
    """The former places of the pages in the trash; the parent’s own place if it was deleted too."""

    def __init__(self) -> None:
        related = ("page__locale", "page__content_type", "parent", "deleted_by", "along_with")
        self.rows = list(TrashedPage.objects.select_related(*related).order_by("-deleted_at", "pk"))
        self._by_path = {row.page.path: row for row in self.rows}

    def above(self, row: TrashedPage) -> Page | None:
        """Returns the nearest ancestor of its former place that is not deleted; None if there is none."""
        parent, seen = row.parent, {row.pk}
        while parent and (outer := self._by_path.get(parent.path[: DEPTH_IN_TRASH * Page.steplen])):
            if outer.pk in seen:
                return None
            seen.add(outer.pk)
            parent = outer.parent
        return parent

    def open_to(self, user: User) -> list[TrashedPage]:
        return [row for row in self.rows if self.is_open(row, user)]

    def is_open(self, row: TrashedPage, user: User) -> bool:
        if user.is_superuser:
            return True
        place = self.above(row) or Page.get_first_root_node()
        rights = place.permissions_for_user(user).permissions | _rights_on(row.page, user)
        owns = "add" in rights and row.page.owner_id == user.pk
        return ("change" in rights or owns) and ("publish" in rights or not row.live_pages)

    def find(self, user: User, page: Page) -> TrashedPage | None:
        """Returns the row of a deleted page or of its deleted ancestor; None without access."""
        row = self._by_path.get(page.path[: DEPTH_IN_TRASH * Page.steplen])
        return row if row and self.is_open(row, user) else None


def parents_for(row: TrashedPage, user: User) -> QuerySet[Page]:
    """Returns the pages under which the user may restore it."""
    page_type = row.page.specific_class
    allowed = page_permission_policy.instances_user_has_permission_for(user, "add")
    parents = (
        Page.objects.type(*page_type.allowed_parent_page_models()) if page_type else Page.objects.none()
    )
    return (
        parents.filter(pk__in=allowed.values("pk"), locale=row.page.locale)
        .exclude(in_trash())
        .order_by("path")
    )


def may_delete_for_good(user: User) -> bool:
    """True for users who may bulk-delete from the root: the network’s editors."""
    root = Page.get_first_root_node()
    return page_permission_policy.user_has_permission_for_instance(user, "bulk_delete", root)


def _rights_on(page: Page, user: User) -> set[str]:
    """Returns the permissions set on the page itself, which a Park’s page keeps in the trash."""
    return page.permissions_for_user(user).permissions
