from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from portal.caching import sharing
from portal.caching.drawing import KEY


class SharedAnswersMiddleware:
    """Tells caches which answers everybody gets, and makes those of signed-in readers private."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if sharing.is_personal(request):
            if sharing.says_public(response):
                del response["Cache-Control"]
                patch_cache_control(response, private=True, no_cache=True)
            return response
        if not sharing.is_for_everybody(response):
            return response
        sharing.forget_variation(response)
        if drawing := request.META.get(KEY):
            drawing.is_shared = True
        return response
