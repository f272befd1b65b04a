"""Refusals are told, readings are counted, moved pages are found."""

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from portal.content import publication, readings
from portal.content.publication import IncompletePage
from portal.content.publication_messages import tell

#: The screens of wagtail-localize, where one request publishes many pages, one after the other.
TRANSLATING = "wagtail_localize"
#: The other one: what waited for this task alone is approved, hence published.
DISABLING_TASK = "wagtailadmin_workflows:disable_task"


class IncompletePagesMiddleware:
    """Tells which pages were not published and why; leads from a refusal to the editor of the page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with publication.listening() as request.refusals:
            response = self.get_response(request)
        for refusal in request.refusals.pages:
            tell(request, refusal)
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        match = request.resolver_match
        request.refusals.skips = TRANSLATING in match.namespaces or match.view_name == DISABLING_TASK

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, IncompletePage):
            return None
        if exception not in request.refusals.pages:
            request.refusals.pages.append(exception)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What Wagtail’s dialogs expect of an action that leads to another screen.
            return JsonResponse({"step": "success", "redirect": exception.editor})
        return redirect(exception.editor)


class ReadingsMiddleware:
    """Counts public pages that are read, where COUNT_READINGS is on."""

    def __init__(self, get_response):
        if not settings.COUNT_READINGS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        readings.note(request, response)
        return response


class MovedPagesMiddleware(RedirectMiddleware):
    """Leads on from a former address with what was asked of it: a shared filter still filters."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        if answer is response or not request.GET or self._was_asked_whole(request):
            return answer
        target = answer.headers["Location"]
        is_own = url_has_allowed_host_and_scheme(target, {request.get_host()})
        if is_own and not {"?", "#"} & set(target):
            answer.headers["Location"] = f"{target}?{request.GET.urlencode()}"
        return answer

    @staticmethod
    def _was_asked_whole(request: HttpRequest) -> bool:
        """Whether the former address is one with its query, as another site’s may be: it is used up."""
        address = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        return get_redirect(request, address) is not None
