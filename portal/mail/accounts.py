"""Emails about accounts. Their links give access to an account: the worker builds them when it sends
them, and they are not kept.

The request only writes a row, for any address, without looking up a user: it does not wait for the mail
server, and its duration does not reveal whether the address is known.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordForm, default_token_generator
from allauth.account.models import EmailAddress, get_emailconfirmation_model
from allauth.account.utils import user_pk_to_url_str
from allauth.core.context import request_context
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.http import HttpRequest
from post_office.models import Email

from portal.mail import queue
from portal.operations.sign_in import ClosedAccountAdapter
from portal.people import sign_in_forms


class AccountAdapter(ClosedAccountAdapter):
    """Queues the emails that allauth would send."""

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:
        address = emailconfirmation.email_address
        queue.post_built(CONFIRMATION, address.email, address=address.pk, signup=signup)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Queues any other email, rendered now; like the rest, it is not shown in the admin."""
        adapter = _Collecting()
        adapter.send_mail(template_prefix, email, context)
        for message in adapter.messages:
            html = next((each[0] for each in getattr(message, "alternatives", ())), "")
            queue.post_built(WRITTEN, email, subject=message.subject, text=message.body, html=html)


class ResetForm(sign_in_forms.ResetPasswordForm):
    """Accepts any address, known or not."""

    def clean_email(self) -> str:
        return get_adapter().clean_email(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email = self.cleaned_data["email"]
        queue.post_built(RESET, email)
        return email


class _Collecting(ClosedAccountAdapter):
    """Collects messages in `messages` instead of sending them."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[EmailMessage] = []

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        known = {"request": self.request, "email": email, "current_site": _Site()}
        self.messages.append(self.render_mail(template_prefix, email, known | context))

    def format_email_subject(self, subject: str) -> str:
        return f"[{settings.SITE_NAME}] {subject}"


class _Site:
    """The site’s name and domain in allauth’s templates, whatever the host of the request."""

    @property
    def name(self) -> str:
        return settings.SITE_NAME

    @property
    def domain(self) -> str:
        return urlsplit(settings.SITE_URL).netloc


def _reset(email: Email) -> list[EmailMessage]:
    """Builds a password reset email for each account of the address; an empty list if there is none."""
    (address,) = email.to
    with request_context(_request()):
        adapter = _Collecting()
        for user in _known_by(address):
            uid, key = user_pk_to_url_str(user), default_token_generator.make_token(user)
            url = adapter.get_reset_password_from_key_url(f"{uid}-{key}")
            context = {"user": user, "password_reset_url": url, "uid": uid, "key": key}
            adapter.send_password_reset_mail(user, address, context)
    return adapter.messages


def _known_by(address: str) -> list[Any]:
    """Returns the users of an address, as allauth finds them."""
    form = ResetPasswordForm({"email": address})
    return form.users if form.is_valid() else []


def _confirmation(email: Email) -> list[EmailMessage]:
    """Builds the confirmation email, unless the address was deleted or confirmed meanwhile."""
    address = EmailAddress.objects.filter(pk=email.context["address"], verified=False).first()
    if address is None:
        return []
    with request_context(_request()):
        adapter = _Collecting()
        made = get_emailconfirmation_model().create(address)
        adapter.send_confirmation_mail(adapter.request, made, email.context["signup"])
    return adapter.messages


def _written(email: Email) -> list[EmailMessage]:
    facts = email.context
    message = EmailMultiAlternatives(
        facts["subject"], facts["text"], settings.DEFAULT_FROM_EMAIL, email.to
    )
    if facts["html"]:
        message.attach_alternative(facts["html"], "text/html")
    return [message]


def _request() -> HttpRequest:
    """Returns an anonymous request to SITE_URL: allauth builds its links from a request."""
    address = urlsplit(settings.SITE_URL)
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": "/",
            "wsgi.url_scheme": address.scheme,
            "wsgi.input": BytesIO(),
            "SERVER_NAME": address.hostname,
            "SERVER_PORT": str(address.port or (443 if address.scheme == "https" else 80)),
        }
    )


RESET, CONFIRMATION, WRITTEN = "account-reset", "account-confirmation", "account-message"
BUILDERS = {RESET: _reset, CONFIRMATION: _confirmation, WRITTEN: _written}
