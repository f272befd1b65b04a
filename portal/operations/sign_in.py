"""How people sign in."""

from allauth.account.adapter import DefaultAccountAdapter
from django.views.generic.base import RedirectView

#: Limits and the second factor live in allauth’s view: every other sign-in leads there.
ONLY_DOOR = RedirectView.as_view(pattern_name="account_login", query_string=True)


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are made in the admin, by people: nobody signs up alone."""

    def is_open_for_signup(self, request):
        return False
