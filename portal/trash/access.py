"""Who may put a page back: whoever could delete it where it stood."""

from __future__ import annotations

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from portal.pages.querysets import in_trash
from portal.people.models import User
from portal.trash.models import TrashedPage

#: Below the root and the bin itself.
DEPTH_IN_TRASH = 3


class Places:
    """Where the pages of the bin stood: those whose own parent was deleted stood where it did."""

    def __init__(self) -> None:
        related = ("page__locale", "page__content_type", "parent", "deleted_by", "along_with")
        self.rows = list(TrashedPage.objects.select_related(*related).order_by("-deleted_at", "pk"))
        self._by_path = {row.page.path: row for row in self.rows}

    def above(self, row: TrashedPage) -> Page | None:
        """The nearest page above its old place that is still in the site."""
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
        """The row of a page of the bin, or of the one that it went there with, if the person may know."""
        row = self._by_path.get(page.path[: DEPTH_IN_TRASH * Page.steplen])
        return row if row and self.is_open(row, user) else None


def parents_for(row: TrashedPage, user: User) -> QuerySet[Page]:
    """The pages under which a person may put it back."""
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
    """The network’s editors: whoever may delete anything anywhere."""
    root = Page.get_first_root_node()
    return page_permission_policy.user_has_permission_for_instance(user, "bulk_delete", root)


def _rights_on(page: Page, user: User) -> set[str]:
    """The page of a Park keeps the rights that hang on it."""
    return page.permissions_for_user(user).permissions
