"""The trash in the admin: replaces Wagtail’s delete views, and adds its own."""

from django.db.models import Q
from django.http import Http404
from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as picture_policy

from portal.trash import file_views, files, views
from portal.trash.bulk import ThrowDocumentsAway, ThrowPagesAway, ThrowPicturesAway
from portal.trash.models import TrashedFile

# After the hooks that may refuse: this one always returns a response, replacing Wagtail’s view.
hooks.register("before_delete_page", views.delete, order=1000)
for action in (ThrowPagesAway, ThrowPicturesAway, ThrowDocumentsAway):
    hooks.register("register_bulk_action", action, order=10)


@hooks.register("register_admin_urls")
def screens_of_the_trash():
    return [
        path("corbeille/", views.index, name="trash"),
        path("corbeille/<int:pk>/remettre/", views.put_back, name="trash_put_back"),
        path("corbeille/<int:pk>/supprimer/", views.delete_for_good, name="trash_for_good"),
        path("corbeille/fichiers/<int:pk>/image/", file_views.look, name="trash_file_look"),
        path(
            "corbeille/fichiers/<int:pk>/remettre/",
            file_views.put_back,
            name="trash_file_put_back",
        ),
        path(
            "corbeille/fichiers/<int:pk>/supprimer/",
            file_views.delete_for_good,
            name="trash_file_for_good",
        ),
    ]


@hooks.register("register_admin_urls", order=-1)
def ways_to_delete_files():
    """Overrides Wagtail’s URLs, registered first because no hook exists for these views."""
    picture, document = "images/<int:image_id>/delete/", "documents/delete/<int:document_id>/"
    uploaded = "images/multiple/<int:image_id>/delete/", "documents/multiple/<int:doc_id>/delete/"
    return [
        path(picture, file_views.delete_picture, name="delete_picture"),
        path(document, file_views.delete_document, name="delete_document"),
        path(uploaded[0], file_views.delete_uploaded_picture, name="delete_uploaded_picture"),
        path(uploaded[1], file_views.delete_uploaded_document, name="delete_uploaded_document"),
    ]


@hooks.register("before_serve_document", order=-1)
def serve_nothing_withdrawn(document, request):
    if files.is_withdrawn(document):
        raise Http404


@hooks.register("describe_collection_contents", order=10)
def say_what_is_in_the_trash(collection):
    """Adds the number of files in the trash: Wagtail’s count includes them, but its list does not."""
    number = TrashedFile.objects.filter(
        Q(picture__collection=collection) | Q(document__collection=collection)
    ).count()
    if number == 0:
        return None
    return {
        "count": number,
        "count_text": _("dont %(number)d à la corbeille") % {"number": number},
        "url": reverse("trash"),
    }


class TrashMenuItem(MenuItem):
    def is_shown(self, request):
        user = request.user
        return user_has_any_page_permission(user) or any(
            policy.user_has_any_permission(user, ["delete"])
            for policy in (picture_policy, document_policy)
        )


@hooks.register("register_admin_menu_item")
def way_to_the_trash():
    return TrashMenuItem(_("Corbeille"), reverse_lazy("trash"), icon_name="bin", order=950)
