"""Protects public forms from bots: a signed timestamp, a honeypot and a rate limit."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, TypeVar

from allauth.account.adapter import get_adapter
from django import forms
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.operations import given_back

FormT = TypeVar("FormT", bound=forms.Form)

#: Nobody can read the form and type a name and an address faster.
SHORTEST = timedelta(seconds=2)
#: A form left open for longer must be sent again.
LONGEST = timedelta(hours=12)
HOUR = 3600
#: Prefix length of an IPv6 address that identifies a household or a machine.
SUBSCRIBER_BITS = 64

_signer = TimestampSigner(salt="operations.guard")


@dataclass(frozen=True)
class Timestamp:
    """When a form was shown, and its unique identifier."""

    text: str
    submission: uuid.UUID

    @property
    def is_hasty(self) -> bool:
        """Whether the form was sent faster than a person could."""
        try:
            _signer.unsign(self.text, max_age=SHORTEST)
        except SignatureExpired:
            return False
        return True


class GuardedForm(forms.Form):
    """A public form. Typed values are never lost: they are shown again with the errors."""

    #: Honeypot: hidden from people, filled in by bots.
    website = forms.CharField(label=_("Laissez ce champ vide"), required=False)
    timestamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        cleaned = super().clean()
        timestamp = read_timestamp(cleaned.get("timestamp", ""))
        if cleaned.get("website"):
            raise ValidationError(_("Laissez vide le dernier champ, puis envoyez de nouveau."))
        if timestamp is None:
            self.data["timestamp"] = new_timestamp()
            raise ValidationError(
                _("Ce formulaire a attendu longtemps. Relisez, puis envoyez de nouveau.")
            )
        if timestamp.is_hasty:
            raise ValidationError(
                _("Le formulaire est parti très vite. Relisez, puis envoyez de nouveau.")
            )
        self._timestamp = timestamp
        return cleaned

    @property
    def submission(self) -> uuid.UUID:
        """The identifier of a valid form; it is the same if the form is sent twice."""
        return self._timestamp.submission

    @property
    def visible(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name != "website"]


def shown(form_class: type[FormT], request: HttpRequest, **initial: Any) -> FormT:
    """Returns a new form, or the form given back with the typed values and the error."""
    returned = given_back.taken_back(request)
    if returned is None:
        if issubclass(form_class, GuardedForm):
            initial["timestamp"] = new_timestamp()
        return form_class(initial=initial)
    form = form_class(returned.typed)
    form.full_clean()
    form.add_error(None, str(returned.why))
    return form


def new_timestamp() -> str:
    return _signer.sign(uuid.uuid4().hex)


def read_timestamp(text: str) -> Timestamp | None:
    """Returns the timestamp of a submitted form; None if it is forged or too old."""
    try:
        return Timestamp(text, uuid.UUID(_signer.unsign(text, max_age=LONGEST)))
    except (BadSignature, ValueError):
        return None


def is_too_much(request: HttpRequest, forms_of: str, most: int) -> bool:
    """Counts a submission from an IP address; returns whether they exceed `most` within the hour."""
    # A digest, so that the cache holds no IP address.
    key = f"{forms_of}-{salted_hmac('operations.guard', sender_of(request)).hexdigest()[:32]}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) > most
    except ValueError:  # the key expired between the two calls
        return False


def sender_of(request: HttpRequest) -> str:
    """Returns the IP address; for IPv6 its /64 network, as one machine can use all addresses in it."""
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except (ValueError, PermissionDenied):
        return "unknown"
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if isinstance(address, IPv6Address):
        return str(ip_network((address, SUBSCRIBER_BITS), strict=False))
    return str(address)
