"""Who may handle pages: as Wagtail says, but nobody what is in the bin."""

from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import page_permission_policy

from portal.content.querysets import binned


class KeptPagesPolicy(PagePermissionPolicy):
    """Leaves binned pages out of every list of the admin: explorer, search, reports, choosers, desk."""

    def instances_user_has_any_permission_for(self, user, actions):
        return super().instances_user_has_any_permission_for(user, actions).exclude(binned())

    def explorable_instances(self, user):
        return super().explorable_instances(user).exclude(binned())


def install() -> None:
    """All of Wagtail asks one object, which no setting replaces: it learns the rule instead."""
    page_permission_policy.__class__ = KeptPagesPolicy
