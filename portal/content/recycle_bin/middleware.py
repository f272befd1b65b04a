"""No screen of the admin shows or changes a page that is in the bin."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from portal.content.models import RecycleBin
from portal.content.querysets import binned
from portal.content.recycle_bin.access import Places

#: How Wagtail’s addresses call the page that they are about.
NAMES = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")


class RecycleBinMiddleware:
    """Leads to the bin whoever opens what is in it, or goes on typing in a page that another deleted."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin = SimpleLazyObject(lambda: reverse("wagtailadmin_home"))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        asked = [kwargs[name] for name in NAMES if name in kwargs]
        if not asked or not request.path.startswith(str(self.admin)) or request.user.is_anonymous:
            return None
        page = Page.objects.filter(binned(), pk__in=asked).first()
        if page is None:
            return None
        return self._lead_away(request, page)

    def _lead_away(self, request: HttpRequest, page: Page) -> HttpResponse:
        words = _("La page « %(title)s » est à la corbeille : remettez-la en place pour y travailler.")
        known = page.specific_class is not RecycleBin and Places().find(request.user, page)
        text = (
            words % {"title": page.get_admin_display_title()} if known else _("Cette page est supprimée.")
        )
        if not request.accepts("text/html"):
            # What saves by itself shows these words beside the button.
            error = {"success": False, "error_code": "locked", "error_message": text}
            return JsonResponse(error, status=400)
        messages.warning(request, text)
        return redirect("recycle_bin")
