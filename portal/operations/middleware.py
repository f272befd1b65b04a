"""Middleware of the site."""

from dataclasses import replace

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.exceptions import BadRequest, MiddlewareNotUsed
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from portal.operations.sqlite.writers import waiting_at_most


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere; under the admin path, what Wagtail’s screens need."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(reverse("wagtailadmin_home")):
            return replace(parts, config=settings.ADMIN_CONTENT_SECURITY_POLICY)
        return parts


class MaintenanceMiddleware:
    """While MAINTENANCE is set, everybody reads that the portal comes back; probes go on."""

    RETRY_SECONDS = 3600

    def __init__(self, get_response):
        if not settings.MAINTENANCE:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info == reverse("health"):
            return self.get_response(request)
        with override(settings.LANGUAGE_CODE):
            page = render_to_string("503.html")
        headers = {"Retry-After": self.RETRY_SECONDS, "Cache-Control": "no-store"}
        return HttpResponse(page, status=503, headers=headers)


class ReadersDoNotWaitMiddleware:
    """Who reads hardly waits for who writes: what reading writes by the way can be done without."""

    SECONDS = 0.5

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        with waiting_at_most(self.SECONDS):
            return self.get_response(request)


class UnreadableAddressMiddleware:
    """Refuses addresses that no database can look up: PostgreSQL takes no NUL in a text."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        address = request.path_info + request.META.get("QUERY_STRING", "")
        if "\x00" in address or "%00" in address:
            raise BadRequest("A null character in the address.")
        return self.get_response(request)
