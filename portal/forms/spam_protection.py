"""Keeping programs out of a public form: a signed timestamp, a honeypot and a rate limit."""

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

#: Nobody reads the form, types a name and an address in less.
SHORTEST = timedelta(seconds=2)
#: A form left open for longer is asked for again.
LONGEST = timedelta(hours=12)
HOUR = 3600
#: Of an IPv6 address: what names a household or a machine.
SUBSCRIBER_BITS = 64

_signer = TimestampSigner(salt="operations.guard")


@dataclass(frozen=True)
class Timestamp:
    """When a form was shown, and its own number."""

    text: str
    submission: uuid.UUID

    @property
    def is_hasty(self) -> bool:
        """Whether the form comes back sooner than a person could send it."""
        try:
            _signer.unsign(self.text, max_age=SHORTEST)
        except SignatureExpired:
            return False
        return True


class GuardedForm(forms.Form):
    """A form for everybody. What is typed is never lost: an error gives it back."""

    #: Nobody sees it; programs fill it in.
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
        """The number of this very form, once it is valid: sent twice, it keeps it."""
        return self._timestamp.submission

    @property
    def visible(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name != "website"]


def shown(form_class: type[FormT], request: HttpRequest, **initial: Any) -> FormT:
    """A form as it is asked for; where it comes back, with what was typed and why."""
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
    """The timestamp of a form that came back; None where it is forged or too old."""
    try:
        return Timestamp(text, uuid.UUID(_signer.unsign(text, max_age=LONGEST)))
    except (BadSignature, ValueError):
        return None


def is_too_much(request: HttpRequest, forms_of: str, most: int) -> bool:
    """Counts a form of a kind sent from a network address; whether that were too many within the hour."""
    # A digest: the cache holds nobody’s address.
    key = f"{forms_of}-{salted_hmac('operations.guard', sender_of(request)).hexdigest()[:32]}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) > most
    except ValueError:  # it ran out between the two
        return False


def sender_of(request: HttpRequest) -> str:
    """The network address; of IPv6 the part that is given out as one: a machine has all the rest."""
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except (ValueError, PermissionDenied):
        return "unknown"
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if isinstance(address, IPv6Address):
        return str(ip_network((address, SUBSCRIBER_BITS), strict=False))
    return str(address)
