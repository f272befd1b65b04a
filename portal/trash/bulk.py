"""Bulk delete actions for pages and files."""

from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.documents.views.bulk_actions.delete import DeleteBulkAction as DeleteDocuments
from wagtail.images.views.bulk_actions.delete import DeleteBulkAction as DeletePictures

from portal.trash import file_views, files, services, views
from portal.trash.consequences import consequences_of
from portal.trash.screens import kept_days
from portal.trash.uses import uses_of


class ThrowPagesAway(DeleteBulkAction):
    """Replaces Wagtail’s bulk delete: moves the pages to the trash."""

    template_name = "wagtailadmin/trash/delete_many.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        pages = [item["item"] for item in context["items"]]
        consequences = [consequences_of(page, self.request.user) for page in pages]
        # Deletion can be undone, so no typed confirmation is required.
        return context | {"consequences": consequences, "type_to_confirm_before_delete": False}

    def post(self, request):
        return super(DeleteBulkAction, self).post(request)

    def prepare_action(self, objects, objects_without_access):
        """Redirects without deleting anything if one of the pages cannot be deleted."""
        refused = [page for page in objects if views.refused(self.request, page)]
        return redirect("wagtailadmin_explore", refused[0].get_parent().pk) if refused else None

    def execute_action(self, objects, user=None, **kwargs):
        """Skips pages already moved to the trash with an ancestor or as a translation."""
        thrown = []
        for page in sorted(objects, key=lambda page: page.path):
            fresh = type(page).objects.get(pk=page.pk)
            if not services.is_in_trash(fresh):
                services.throw_away(fresh, self.request.user, timezone.now())
                thrown.append(fresh)
        if thrown:
            views.tell_deleted(self.request, thrown)
        return len(thrown), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return None


class ThrowFilesAway:
    """The same for pictures and documents. Never refused: the pages that use a file keep it."""

    template_name = "wagtailadmin/trash/delete_many_files.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        uses = [uses_of(item["item"], self.request.user) for item in context["items"]]
        own = {"uses": uses, "kept_days": kept_days(), "refused_template": self.refused_template}
        return context | own

    def prepare_action(self, objects, objects_without_access):
        return None

    def execute_action(self, objects, **kwargs):
        for file in objects:
            files.throw_away(file, self.request.user, timezone.now())
        if objects:
            file_views.tell_deleted(self.request, objects)
        return len(objects), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return None


class ThrowPicturesAway(ThrowFilesAway, DeletePictures):
    refused_template = "wagtailimages/bulk_actions/list_items_with_no_access.html"


class ThrowDocumentsAway(ThrowFilesAway, DeleteDocuments):
    refused_template = "wagtaildocs/bulk_actions/list_items_with_no_access.html"
