from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect


class MovedPagesMiddleware(RedirectMiddleware):
    """Redirects from a former URL and keeps the query string, so that a shared filter still filters."""

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
        """Returns whether the redirect is for the URL and its query, which is then not added again."""
        address = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        return get_redirect(request, address) is not None
