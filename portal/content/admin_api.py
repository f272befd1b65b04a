"""What the admin’s screens ask by script: each person gets what their groups may handle, and no more.

Wagtail’s own endpoints would also act on pages (publish, copy…) without the checks of the screens, and
list the pictures and documents of everybody.
"""

from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.permissions import permission_policy as picture_policy

from portal.content.querysets import binned

ACTIONS = ["add", "change", "choose"]


class PagesEndpoint(PagesAdminAPIViewSet):
    """To be read only, and without what was deleted."""

    actions = {}

    def get_queryset(self):
        return super().get_queryset().exclude(binned())


class PicturesEndpoint(ImagesAdminAPIViewSet):
    def get_queryset(self):
        allowed = picture_policy.instances_user_has_any_permission_for(self.request.user, ACTIONS)
        return super().get_queryset().filter(pk__in=allowed.values("pk"))


class DocumentsEndpoint(DocumentsAdminAPIViewSet):
    def get_queryset(self):
        allowed = document_policy.instances_user_has_any_permission_for(self.request.user, ACTIONS)
        return super().get_queryset().filter(pk__in=allowed.values("pk"))
