"""The API used by the admin’s scripts: each user gets only what their groups have permissions on.

Wagtail’s own endpoints would also act on pages (publish, copy…) without the checks of the admin views,
and list all pictures and documents.
"""

from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.models import Page
from wagtail.permissions import page_permission_policy as page_policy

from portal.api.careful import BoundedSearchFilter, CarefulMixin
from portal.pages.querysets import in_trash

ACTIONS = ["add", "change", "choose"]


class PageSearchFilter(BoundedSearchFilter):
    """Searches plain `Page` rows: a queryset of specific pages cannot be searched."""

    MOST_FOUND = 500

    def filter_queryset(self, request, queryset, view):
        if "search" not in request.GET:
            return super().filter_queryset(request, queryset, view)
        plain = Page.objects.filter(pk__in=queryset.order_by().values("pk")).order_by("pk")
        found = super().filter_queryset(request, plain, view)
        return queryset.filter(pk__in=[page.pk for page in found[: self.MOST_FOUND]])


class OneObjectMixin(CarefulMixin):
    """Limits lists to the user’s permissions; the detail view is checked by the table of rights."""

    def get_queryset(self):
        objects = super().get_queryset()
        return objects if self.action == "detail_view" else self.only_handled(objects)


class PagesEndpoint(CarefulMixin, PagesAdminAPIViewSet):
    """Read-only, and without deleted pages."""

    search_filter = PageSearchFilter
    actions: dict[str, type] = {}

    def get_base_queryset(self):
        user = self.request.user
        is_one = self.action == "detail_view"
        return Page.objects.exclude(in_trash()) if is_one else page_policy.explorable_instances(user)


class PicturesEndpoint(OneObjectMixin, ImagesAdminAPIViewSet):
    def only_handled(self, pictures):
        allowed = picture_policy.instances_user_has_any_permission_for(self.request.user, ACTIONS)
        return pictures.filter(pk__in=allowed.values("pk"))


class DocumentsEndpoint(OneObjectMixin, DocumentsAdminAPIViewSet):
    def only_handled(self, documents):
        allowed = document_policy.instances_user_has_any_permission_for(self.request.user, ACTIONS)
        return documents.filter(pk__in=allowed.values("pk"))
