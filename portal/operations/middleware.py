"""Middleware: security policy, maintenance, write timeouts of read requests, null characters."""

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
    """Sends the strict policy everywhere, but the one that Wagtail needs under the admin path."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(reverse("wagtailadmin_home")):
            return replace(parts, config=settings.ADMIN_CONTENT_SECURITY_POLICY)
        return parts


class MaintenanceMiddleware:
    """While MAINTENANCE is set, returns a 503 page for every URL except the health check."""

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
    """Limits how long read requests wait for SQLite’s write lock: their writes are optional."""

    SECONDS = 0.5

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        with waiting_at_most(self.SECONDS):
            return self.get_response(request)


class UnreadableAddressMiddleware:
    """Raises BadRequest for a null character in the URL, which PostgreSQL refuses in a text."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        address = request.path_info + request.META.get("QUERY_STRING", "")
        if "\x00" in address or "%00" in address:
            raise BadRequest("A null character in the address.")
        return self.get_response(request)
