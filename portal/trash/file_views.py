"""Admin views of pictures and documents: delete, restore, delete permanently."""

from __future__ import annotations

from io import BytesIO
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.images.permissions import permission_policy as picture_policy

from portal.media.models import Picture, PortalDocument
from portal.operations.views import PICTURE_POLICY
from portal.people.models import User
from portal.people.requests import AuthenticatedHttpRequest
from portal.trash import files
from portal.trash.access import may_delete_for_good
from portal.trash.models import TrashedFile
from portal.trash.screens import ListedRow, kept_days, screen
from portal.trash.uses import File, uses_of

AnyFile = TypeVar("AnyFile", bound=File)

#: Twice the size shown.
LOOK = "max-160x160"


def delete_picture(request: AuthenticatedHttpRequest, image_id: int) -> HttpResponse:
    return _delete(request, _own(request, Picture, image_id), reverse("wagtailimages:index"))


def delete_document(request: AuthenticatedHttpRequest, document_id: int) -> HttpResponse:
    return _delete(request, _own(request, PortalDocument, document_id), reverse("wagtaildocs:index"))


@require_POST
def delete_uploaded_picture(request: AuthenticatedHttpRequest, image_id: int) -> JsonResponse:
    """The delete button of a picture in the multiple upload view."""
    files.throw_away(_own(request, Picture, image_id), request.user, timezone.now())
    return JsonResponse({"success": True, "image_id": image_id})


@require_POST
def delete_uploaded_document(request: AuthenticatedHttpRequest, doc_id: int) -> JsonResponse:
    files.throw_away(_own(request, PortalDocument, doc_id), request.user, timezone.now())
    return JsonResponse({"success": True, "doc_id": doc_id})


def tell_deleted(request: HttpRequest, thrown: list[File]) -> None:
    if len(thrown) > 1:
        words = ngettext(
            "%(number)d fichier est à la corbeille.",
            "%(number)d fichiers sont à la corbeille.",
            len(thrown),
        )
    elif isinstance(thrown[0], Picture):
        words = _("L’image « %(title)s » est à la corbeille.")
    else:
        words = _("Le document « %(title)s » est à la corbeille.")
    until = ngettext(
        "Vous avez %(days)d jour pour changer d’avis.",
        "Vous avez %(days)d jours pour changer d’avis.",
        kept_days(),
    )
    facts = {"title": thrown[0].title, "number": len(thrown), "days": kept_days()}
    to_the_trash = messages.button(reverse("trash"), _("Voir la corbeille"))
    messages.success(request, f"{words} {until}" % facts, buttons=[to_the_trash])


def put_back(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    if request.method != "POST":
        return redirect("trash")
    file = row.file
    try:
        files.put_back(row)
    except TrashedFile.DoesNotExist as gone:
        raise Http404 from gone
    if row.picture:
        words, name = _("L’image « %(title)s » est de nouveau en place."), "wagtailimages:edit"
    else:
        words, name = _("Le document « %(title)s » est de nouveau en place."), "wagtaildocs:edit"
    edit = messages.button(reverse(name, args=(file.pk,)), _("Voir le fichier"))
    messages.success(request, words % {"title": file.title}, buttons=[edit])
    return redirect("trash")


@never_cache
def look(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Returns a thumbnail for the list, not stored: a stored rendition would be public."""
    picture = _row(request, pk).picture
    if picture is None:
        raise Http404
    content = BytesIO()
    try:
        drawn = Filter(LOOK).run(picture, content)
    except SourceImageIOError as gone:
        raise Http404 from gone
    kind = "svg+xml" if drawn.format_name == "svg" else drawn.format_name
    response = HttpResponse(content.getvalue(), content_type=f"image/{kind}")
    response["Content-Security-Policy"] = PICTURE_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


def delete_for_good(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    if not may_delete_for_good(request.user):
        raise PermissionDenied
    title = str(row)
    if request.method != "POST":
        context = {"row": row, "uses": uses_of(row.file, request.user)}
        heading = _("Supprimer pour de bon")
        return screen(request, "file_for_good", heading, context, subtitle=title, icon="bin")
    try:
        files.delete_for_good(row, request.user)
    except TrashedFile.DoesNotExist as gone:
        raise Http404 from gone
    if row.picture:
        words = _("L’image « %(title)s » est supprimée pour de bon.")
    else:
        words = _("Le document « %(title)s » est supprimé pour de bon.")
    messages.success(request, words % {"title": title})
    return redirect("trash")


def rows_for(user: User) -> list[ListedRow]:
    return [
        ListedRow(
            title=str(row),
            kind=str(row.file._meta.verbose_name),
            place=None if row.file.collection.is_root() else row.file.collection,
            deleted_by=row.deleted_by,
            deleted_at=row.deleted_at,
            put_back_url=reverse("trash_file_put_back", args=(row.pk,)),
            for_good_url=reverse("trash_file_for_good", args=(row.pk,)),
            is_file=True,
            is_picture=row.picture is not None,
            look_url=reverse("trash_file_look", args=(row.pk,)) if row.picture else "",
        )
        for row in files.open_to(user)
    ]


def _delete(request: AuthenticatedHttpRequest, file: File, index: str) -> HttpResponse:
    back = get_valid_next_url_from_request(request) or index
    if request.method == "POST":
        files.throw_away(file, request.user, timezone.now())
        tell_deleted(request, [file])
        return redirect(back)
    context = {
        "uses": [uses_of(file, request.user)],
        "kept_days": kept_days(),
        "may_delete_for_good": may_delete_for_good(request.user),
        "next": back,
    }
    return screen(request, "delete_file", _("Supprimer"), context, subtitle=file.title, icon="bin")


def _own(request: HttpRequest, model: type[AnyFile], pk: int) -> AnyFile:
    """Returns the file; raises PermissionDenied if the user may not delete it."""
    file = get_object_or_404(model, pk=pk)
    policy = picture_policy if model is Picture else document_policy
    if not policy.user_has_permission_for_instance(request.user, "delete", file):
        raise PermissionDenied
    return file


def _row(request: AuthenticatedHttpRequest, pk: int) -> TrashedFile:
    row = get_object_or_404(TrashedFile.objects.select_related("picture", "document"), pk=pk)
    if not files.open_to(request.user).filter(pk=row.pk).exists():
        raise PermissionDenied
    return row
