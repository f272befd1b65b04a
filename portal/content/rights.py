"""The permission rules of the admin URLs of pages, pictures, documents and choosers."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.models import Page, UploadedFile
from wagtail.permissions import page_permission_policy

from portal.content import authorship
from portal.media.models import Picture, PortalDocument
from portal.pages.querysets import open_pages
from portal.pages.uses import pages_using
from portal.people.models import User
from portal.people.requests import AuthenticatedHttpRequest
from portal.people.rights import (
    Rule,
    administrators,
    may_any,
    model_named,
)

File = Picture | PortalDocument
AnyFile = TypeVar("AnyFile", bound=File)

POLICIES = {Picture: picture_policy, PortalDocument: document_policy}
#: The permissions that let a user find a file in the library or in a chooser.
FINDING = ("add", "change", "choose")


def may_see_file(user: User, file: File) -> bool:
    """Returns whether a file is in a collection of the user, or used on a page that they may edit."""
    policy = POLICIES[type(file)]
    if policy.user_has_any_permission_for_instance(user, FINDING, file):
        return True
    return _is_named_by_own_page(user, file)


def may_see_page(user: User, page: Page) -> bool:
    """Returns whether a page is open to the user, or linked from a page that they may edit."""
    return open_pages(user).filter(pk=page.pk).exists() or _is_named_by_own_page(user, page)


def _is_named_by_own_page(user: User, instance: Model) -> bool:
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    return pages_using(instance).filter(pk__in=editable.values("pk")).exists()


def on_file(model: type[File], *actions: str, named: str = "pk") -> Rule:
    """Requires one of these permissions on a picture or document, in its collection."""

    def allows(request: HttpRequest, **kwargs: Any) -> bool:
        file = _file(model, kwargs[named])
        return POLICIES[model].user_has_any_permission_for_instance(request.user, actions, file)

    return allows


def on_seen_file(model: type[File], named: str = "pk") -> Rule:
    def allows(request: AuthenticatedHttpRequest, **kwargs: Any) -> bool:
        return may_see_file(request.user, _file(model, kwargs[named]))

    return allows


def _file(model: type[AnyFile], key: str | int) -> AnyFile:
    text = str(key)
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return get_object_or_404(model, pk=text)


def on_own_upload(request: HttpRequest, uploaded_file_id: int) -> bool:
    """Allows a file that the user uploaded and has not described yet."""
    return get_object_or_404(UploadedFile, pk=uploaded_file_id).uploaded_by_user_id == request.user.pk


def on_known_page(request: AuthenticatedHttpRequest, pk: int) -> bool:
    """Allows a page that the admin’s scripts load: the user’s own, or one already chosen."""
    return may_see_page(request.user, get_object_or_404(Page, pk=pk))


def on_everything(request: HttpRequest, *args: Any, **kwargs: Any) -> bool:
    """Requires the right to change all pages."""
    root = Page.get_first_root_node()
    return page_permission_policy.user_has_permission_for_instance(request.user, "change", root)


def on_chosen_page(request: AuthenticatedHttpRequest, parent_page_id: int) -> bool:
    """Allows the parent page shown in a chooser: the user’s own, or one that everybody may read."""
    return open_pages(request.user).filter(pk=parent_page_id).exists()


def on_chosen_pages(request: AuthenticatedHttpRequest, *args: Any, **kwargs: Any) -> bool:
    """Allows the pages in the query string of a chooser; raises Http404 if an id is not a number."""
    keys = request.GET.getlist("id")
    if not all(key.isascii() and key.isdigit() and len(key) < 19 for key in keys):
        raise Http404
    return open_pages(request.user).filter(pk__in=keys).count() == len(set(map(int, keys)))


def may_name(user: User, model: type[Model], key: str | int) -> bool:
    """Returns whether a user may refer to an object on their page: a file or page that they may see."""
    if issubclass(model, (Picture, PortalDocument)):
        return may_see_file(user, _file(model, key))
    if issubclass(model, Page):
        return open_pages(user).filter(pk=key).exists()
    return True


def on_new_page(
    request: HttpRequest,
    content_type_app_name: str,
    content_type_model_name: str,
    parent_page_id: int,
) -> bool:
    """Allows a page of a type below a parent. Except for shared pages, only the network adds pages."""
    model = model_named(content_type_app_name, content_type_model_name)
    parent = get_object_or_404(Page, pk=parent_page_id)
    tester = parent.permissions_for_user(request.user)
    if not tester.can_add_subpage():
        return False
    is_shared = getattr(model, "is_written_by_parks", False)
    return is_shared or tester.can_edit() or parent.specific_class not in authorship.shelf_types()


def on_setting(request: HttpRequest, app_name: str, model_name: str, **kwargs: int) -> bool:
    return may_any(request, model_named(app_name, model_name), ("change",))


def _on_files(namespace: str, model: type[File], key: str, upload_key: str) -> dict[str, Rule]:
    """Returns the rules for a file library and its chooser."""
    change, delete = on_file(model, "change", named=key), on_file(model, "delete", named=key)
    many = {"named": upload_key}
    return {
        f"{namespace}:edit": change,
        f"{namespace}:delete": delete,
        f"{namespace}:edit_multiple": on_file(model, "change", **many),
        f"{namespace}:delete_multiple": on_file(model, "delete", **many),
        f"{namespace}:delete_upload_multiple": on_own_upload,
        f"{namespace}_chooser:chosen": on_seen_file(model),
    }


#: Reports on the pages of everybody.
ABOUT_EVERYTHING = (
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_reports:page_types_usage_results",
    "wagtail_localize:translations_report",
    "wagtail_localize:translations_report_results",
)

ROWS: dict[str, Rule] = {
    **dict.fromkeys(ABOUT_EVERYTHING, on_everything),
    "wagtailadmin_pages:add": on_new_page,
    "wagtailadmin_pages:preview_on_add": on_new_page,
    "wagtailsettings:edit": on_setting,
    "wagtailsettings:preview_on_edit": on_setting,
    **_on_files("wagtailimages", Picture, "image_id", "image_id"),
    **_on_files("wagtaildocs", PortalDocument, "document_id", "doc_id"),
    "wagtailimages:url_generator": on_file(Picture, "change", named="image_id"),
    "wagtailimages:url_generator_output": on_file(Picture, "change", named="image_id"),
    "wagtailimages:preview": on_file(Picture, "change", named="image_id"),
    "wagtailimages:image_usage": on_file(Picture, "change", named="image_id"),
    "wagtailimages:create_multiple_from_uploaded_image": on_own_upload,
    "wagtailimages_chooser:select_format": on_seen_file(Picture, named="image_id"),
    "wagtaildocs:document_usage": on_file(PortalDocument, "change", named="document_id"),
    "wagtaildocs:create_multiple_from_uploaded_document": on_own_upload,
    "delete_picture": on_file(Picture, "delete", named="image_id"),
    "delete_uploaded_picture": on_file(Picture, "delete", named="image_id"),
    "delete_document": on_file(PortalDocument, "delete", named="document_id"),
    "delete_uploaded_document": on_file(PortalDocument, "delete", named="doc_id"),
    "wagtailadmin_api:images:detail": on_seen_file(Picture),
    "wagtailadmin_api:documents:detail": on_seen_file(PortalDocument),
    "wagtailadmin_api:pages:detail": on_known_page,
    # The portal uses no page action of this API.
    "wagtailadmin_api:pages:action": administrators,
    "wagtailadmin_choose_page_child": on_chosen_page,
    "wagtailadmin_choose_page_chosen_multiple": on_chosen_pages,
}
