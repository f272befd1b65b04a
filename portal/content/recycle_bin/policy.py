"""Who may handle pages and files: as Wagtail says, but nobody what is in the bin."""

from django.db.models import QuerySet
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import page_permission_policy

from portal.content.models import BinnedFile, User
from portal.content.querysets import binned


class KeptPagesPolicy(PagePermissionPolicy):
    """Leaves binned pages out of every list of the admin: explorer, search, reports, choosers, desk."""

    def instances_user_has_any_permission_for(self, user, actions):
        return super().instances_user_has_any_permission_for(user, actions).exclude(binned())

    def explorable_instances(self, user):
        return super().explorable_instances(user).exclude(binned())


class KeptFilesPolicy(CollectionOwnershipPermissionPolicy):
    """The same for pictures and documents: lists, choosers, bulk actions, and each one’s own screens."""

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if hasattr(instance, "binned"):
            return False
        return super().user_has_any_permission_for_instance(user, actions, instance)

    def instances_user_has_any_permission_for(self, user, actions):
        thrown_away = BinnedFile.objects.filter(**{f"{BIN_FIELDS[self.model]}__isnull": False})
        allowed = super().instances_user_has_any_permission_for(user, actions)
        return allowed.exclude(pk__in=thrown_away.values(BIN_FIELDS[self.model]))

    def deletable(self, user: User) -> QuerySet:
        """What a person’s groups let them delete, in the bin too."""
        return super().instances_user_has_any_permission_for(user, ["delete"])


#: How `BinnedFile` calls each kind.
BIN_FIELDS = {picture_policy.model: "picture", document_policy.model: "document"}


def install() -> None:
    """All of Wagtail asks these objects, which no setting replaces: they learn the rule instead."""
    page_permission_policy.__class__ = KeptPagesPolicy
    for policy in (picture_policy, document_policy):
        policy.__class__ = KeptFilesPolicy
