"""The type of a request whose user is signed in, for the views of the admin and their rules."""

from __future__ import annotations

from django.http import HttpRequest

from portal.people.models import User


class AuthenticatedHttpRequest(HttpRequest):
    """Wagtail lets only such requests reach a view of the admin. A type only: never instantiated."""

    user: User
