"""The approach in the admin: importing a document as a sheet."""

from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from methods.importing import views
from methods.models import MethodIndexPage, StagePage


@hooks.register("register_admin_urls")
def screens_of_importing():
    return [
        path("fiches/importer/", views.import_document, name="import_document"),
        path("fiches/importer/<uuid:pk>/", views.preview, name="import_preview"),
        path("fiches/importer/<uuid:pk>/fiche/", views.frame, name="import_frame"),
        path("fiches/importer/<uuid:pk>/images/<int:number>/", views.picture, name="import_picture"),
        path("fiches/importer/<uuid:pk>/oublier/", views.forget, name="import_forget"),
    ]


@hooks.register("register_page_header_buttons")
def import_from_header(page, user, view_name, next_url=None):
    if url := _way_to_import(page, user):
        yield Button(_("Importer un document"), url=url, icon_name="upload", priority=18)


@hooks.register("register_page_listing_more_buttons")
def import_from_listing(page, user, next_url=None):
    if url := _way_to_import(page, user):
        yield Button(_("Importer un document"), url=url, icon_name="upload", priority=9)


def _way_to_import(page, user) -> str:
    """Returns the import URL for the index page or a stage; empty if the user may not add a sheet."""
    if page.specific_class not in (MethodIndexPage, StagePage):
        return ""
    parent = page if page.specific_class is MethodIndexPage else page.get_parent()
    if not parent.permissions_for_user(user).can_add_subpage():
        return ""
    query = {"sous": parent.pk} | ({"temps": page.pk} if page.specific_class is StagePage else {})
    return f"{reverse('import_document')}?{urlencode(query)}"
