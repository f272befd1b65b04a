from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from portal.statistics import readings


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
