"""Sign-in: allauth’s adapter and the session endpoint."""

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.generic.base import RedirectView

#: Redirects every other sign-in URL to allauth’s view, which has the limits and the second factor.
ONLY_DOOR = RedirectView.as_view(pattern_name="account_login", query_string=True)


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Disables sign-up: accounts are created in the admin."""

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        """Returns REMOTE_ADDR for a request that bypassed the proxies."""
        try:
            return super().get_client_ip(request)
        except ImproperlyConfigured:
            return request.META.get("REMOTE_ADDR", "")


def still_signed_in(request: HttpRequest) -> JsonResponse:
    """Returns the user’s primary key and the current CSRF token as JSON, for forms open for a long time.

    A form opened before its user signed in again has the token of the ended session.
    """
    return JsonResponse({"person": str(request.user.pk), "token": get_token(request)})
