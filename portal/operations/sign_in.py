"""How people sign in."""

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.generic.base import RedirectView

#: Limits and the second factor live in allauth’s view: every other sign-in leads there.
ONLY_DOOR = RedirectView.as_view(pattern_name="account_login", query_string=True)


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are made in the admin, by people: nobody signs up alone."""

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        """Whoever passes beside the proxies is known by their own address."""
        try:
            return super().get_client_ip(request)
        except ImproperlyConfigured:
            return request.META.get("REMOTE_ADDR", "")


def still_signed_in(request: HttpRequest) -> JsonResponse:
    """Asked by forms that stay open for long: whose session it is, and the token that it takes now.

    A form that was open before somebody signed in again holds a token of the session that has ended.
    """
    return JsonResponse({"person": str(request.user.pk), "token": get_token(request)})
