"""File permissions: Wagtail’s, except for files in the trash and users’ own files that are online."""

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
    """Used by lists, choosers, bulk actions and the views of each file."""

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if hasattr(instance, "trashed"):
            return False
        if CollectionPermissionPolicy.user_has_any_permission_for_instance(self, user, actions, instance):
            return True
        # Users who may add files may change their own, unless the change would be public at once.
        is_own = super().user_has_any_permission_for_instance(user, actions, instance)
        return is_own and not is_online(instance)

    def instances_user_has_any_permission_for(self, user, actions):
        thrown_away = TrashedFile.objects.filter(**{f"{FIELD_OF[self.model]}__isnull": False})
        allowed = super().instances_user_has_any_permission_for(user, actions)
        return allowed.exclude(pk__in=thrown_away.values(FIELD_OF[self.model]))

    def deletable(self, user: User) -> QuerySet:
        """Returns the files that the user’s groups may delete, including those in the trash."""
        return super().instances_user_has_any_permission_for(user, ["delete"])


#: The field of `TrashedFile` for each model.
FIELD_OF = {picture_policy.model: "picture", document_policy.model: "document"}


def install() -> None:
    """See `page_policy.install`."""
    for policy in (picture_policy, document_policy):
        policy.__class__ = KeptFilesPolicy
