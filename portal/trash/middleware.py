"""Keeps admin views from showing or changing pages and files in the trash."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from portal.pages.querysets import in_trash
from portal.people.models import User
from portal.trash import files
from portal.trash.access import Places
from portal.trash.models import Trash, TrashedFile

#: URL parameters of Wagtail’s admin that name a page, and those that name a picture or document.
NAMES = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")
FILE_NAMES = {"image_id": "picture", "document_id": "document", "doc_id": "document"}


class TrashMiddleware:
    """Redirects requests for a deleted page or file to the trash; returns an error to autosave."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin = SimpleLazyObject(lambda: reverse("wagtailadmin_home"))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        asked = {*NAMES, *FILE_NAMES}.intersection(kwargs)
        if not asked or not request.path.startswith(str(self.admin)) or request.user.is_anonymous:
            return None
        words = _of_a_page(request.user, kwargs) or _of_a_file(request.user, kwargs)
        return self._lead_away(request, words) if words else None

    def _lead_away(self, request: HttpRequest, words: str) -> HttpResponse:
        if not request.accepts("text/html"):
            # Autosave shows this message beside the button.
            error = {"success": False, "error_code": "locked", "error_message": words}
            return JsonResponse(error, status=400)
        messages.warning(request, words)
        return redirect("trash")


def _of_a_page(user: User, kwargs: dict) -> str:
    """Returns a message if a page is in the trash, with its title if the user has access to it."""
    asked = [kwargs[name] for name in NAMES if name in kwargs]
    page = Page.objects.filter(in_trash(), pk__in=asked).first() if asked else None
    if page is None:
        return ""
    words = _("La page « %(title)s » est à la corbeille : remettez-la en place pour y travailler.")
    known = page.specific_class is not Trash and Places().find(user, page)
    return words % {"title": page.get_admin_display_title()} if known else _("Cette page est supprimée.")


def _of_a_file(user: User, kwargs: dict) -> str:
    asked = Q(pk__in=[])
    for name, field in FILE_NAMES.items():
        if name in kwargs:
            asked |= Q(**{field: kwargs[name]})
    row = TrashedFile.objects.filter(asked).first()
    if row is None:
        return ""
    if not files.open_to(user).filter(pk=row.pk).exists():
        return _("Ce fichier est supprimé.")
    return _("Le fichier « %(title)s » est à la corbeille.") % {"title": row}
