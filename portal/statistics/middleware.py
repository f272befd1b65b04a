from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from portal.statistics import page_views


class PageViewsMiddleware:
    """Counts views of public pages, if COUNT_PAGE_VIEWS is on."""

    def __init__(self, get_response):
        if not settings.COUNT_PAGE_VIEWS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        page_views.note(request, response)
        return response
