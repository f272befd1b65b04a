"""How people sign in."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import get_connection
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.generic.base import RedirectView

logger = logging.getLogger(__name__)

#: Limits and the second factor live in allauth’s view: every other sign-in leads there.
ONLY_DOOR = RedirectView.as_view(pattern_name="account_login", query_string=True)


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are made in the admin, by people: nobody signs up alone."""

    def is_open_for_signup(self, request):
        return False

    def render_mail(self, *args, **kwargs):
        """Straight to the server: what is queued can be read in the admin, and this opens an account."""
        message = super().render_mail(*args, **kwargs)
        message.connection = get_connection(settings.MAIL_TRANSPORT)
        return message

    def send_mail(self, *args, **kwargs):
        """A server that is away is no error of whoever asks: they are told to look into their mail, and
        ask again.
        """
        try:
            super().send_mail(*args, **kwargs)
        except OSError as error:
            logger.error("A mail about an account could not leave: %s", type(error).__name__)


def still_signed_in(request: HttpRequest) -> JsonResponse:
    """Asked by forms that stay open for long: whose session it is, and the token that it takes now.

    A form that was open before somebody signed in again holds a token of the session that has ended.
    """
    return JsonResponse({"person": str(request.user.pk), "token": get_token(request)})
