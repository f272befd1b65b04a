"""Deleting many pages at once."""

from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction

from portal.content.recycle_bin import services, views
from portal.content.recycle_bin.consequences import consequences_of


class ThrowPagesAway(DeleteBulkAction):
    """In the place of Wagtail’s own: into the bin."""

    template_name = "wagtailadmin/recycle_bin/delete_many.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        pages = [item["item"] for item in context["items"]]
        consequences = [consequences_of(page, self.request.user) for page in pages]
        # It can be undone: nothing needs to be typed to confirm it.
        return context | {"consequences": consequences, "type_to_confirm_before_delete": False}

    def post(self, request):
        return super(DeleteBulkAction, self).post(request)

    def prepare_action(self, objects, objects_without_access):
        """Nothing is deleted where one of the pages cannot be."""
        refused = [page for page in objects if views.refused(self.request, page)]
        return redirect("wagtailadmin_explore", refused[0].get_parent().pk) if refused else None

    def execute_action(self, objects, user=None, **kwargs):
        """A page that went along with one above it, or as its translation, is not asked for again."""
        thrown = []
        for page in sorted(objects, key=lambda page: page.path):
            fresh = type(page).objects.get(pk=page.pk)
            if not services.in_bin(fresh):
                services.throw_away(fresh, self.request.user, timezone.now())
                thrown.append(fresh)
        if thrown:
            views.tell_deleted(self.request, thrown)
        return len(thrown), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return None
