"""Who may handle files: as Wagtail says, but nobody what is in the bin, nor what is theirs and online."""

from django.db.models import QuerySet
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.permission_policies.collections import (
    CollectionOwnershipPermissionPolicy,
    CollectionPermissionPolicy,
)

from portal.pages.uses import is_online
from portal.people.models import User
from portal.trash.models import TrashedFile


class KeptFilesPolicy(CollectionOwnershipPermissionPolicy):
    """Answers lists, choosers, bulk actions, and each file’s own screens."""

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if hasattr(instance, "trashed"):
            return False
        if CollectionPermissionPolicy.user_has_any_permission_for_instance(self, user, actions, instance):
            return True
        # Who may add files may change their own: as long as no change is public at once.
        is_own = super().user_has_any_permission_for_instance(user, actions, instance)
        return is_own and not is_online(instance)

    def instances_user_has_any_permission_for(self, user, actions):
        thrown_away = TrashedFile.objects.filter(**{f"{FIELD_OF[self.model]}__isnull": False})
        allowed = super().instances_user_has_any_permission_for(user, actions)
        return allowed.exclude(pk__in=thrown_away.values(FIELD_OF[self.model]))

    def deletable(self, user: User) -> QuerySet:
        """What a person’s groups let them delete, in the bin too."""
        return super().instances_user_has_any_permission_for(user, ["delete"])


#: How `TrashedFile` calls each kind.
FIELD_OF = {picture_policy.model: "picture", document_policy.model: "document"}


def install() -> None:
    """See `page_policy.install`."""
    for policy in (picture_policy, document_policy):
        policy.__class__ = KeptFilesPolicy
