"""Wagtail hooks for pictures and documents."""

from django.contrib.auth.models import Permission
from wagtail import hooks

from portal.documents import texts
from portal.media.models import PortalDocument


@hooks.register("register_permissions")
def offer_drawings_to_groups():
    return Permission.objects.filter(content_type__app_label="media", codename="add_drawing")


@hooks.register("after_bulk_action")
def index_pages_of_documents_put_elsewhere(request, action_type, objects, action):
    """Reindexes the linking pages: moved documents may become restricted, and none of them is saved."""
    if action_type == "add_to_collection" and action.model is PortalDocument:
        moved = PortalDocument.objects.filter(pk__in=[each.pk for each in objects])
        texts.index_again(texts.pages_linking_to(moved))
