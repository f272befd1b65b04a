from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from portal.publishing import requirements as publication
from portal.publishing.messages import tell
from portal.publishing.requirements import IncompletePage

#: The URL namespace of wagtail-localize, where one request publishes many pages in turn.
TRANSLATING = "wagtail_localize"
#: The other such view: disabling a task approves, and so publishes, what waited for this task alone.
DISABLING_TASK = "wagtailadmin_workflows:disable_task"


class IncompletePagesMiddleware:
    """Adds a message for each page that was not published; redirects a refusal to the page’s editor."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with publication.listening() as refusals:
            response = self.get_response(request)
        for refusal in refusals.pages:
            tell(request, refusal)
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        match, refusals = request.resolver_match, publication.refusals()
        if match and refusals:
            refusals.skips = TRANSLATING in match.namespaces or match.view_name == DISABLING_TASK

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, IncompletePage):
            return None
        refusals = publication.refusals()
        if refusals and exception not in refusals.pages:
            refusals.pages.append(exception)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # The response that Wagtail’s dialogs expect for a redirect.
            return JsonResponse({"step": "success", "redirect": exception.editor})
        return redirect(exception.editor)
