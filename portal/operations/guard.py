"""Keeping programs out of a public form without asking anybody else: a stamp, a trap, a count."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.adapter import get_adapter
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

#: Nobody reads the form, types a name and an address in less.
SHORTEST = timedelta(seconds=2)
#: A form left open for longer is asked for again.
LONGEST = timedelta(hours=12)
HOUR = 3600

_signer = TimestampSigner(salt="operations.guard")


@dataclass(frozen=True)
class Stamp:
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
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        cleaned = super().clean()
        stamp = read_stamp(cleaned.get("stamp", ""))
        if cleaned.get("website"):
            raise ValidationError(_("Laissez vide le dernier champ, puis envoyez de nouveau."))
        if stamp is None:
            self.data["stamp"] = new_stamp()
            raise ValidationError(
                _("Ce formulaire a attendu longtemps. Relisez, puis envoyez de nouveau.")
            )
        if stamp.is_hasty:
            raise ValidationError(
                _("Le formulaire est parti très vite. Relisez, puis envoyez de nouveau.")
            )
        self._stamp = stamp
        return cleaned

    @property
    def submission(self) -> uuid.UUID:
        """The number of this very form, once it is valid: sent twice, it keeps it."""
        return self._stamp.submission

    @property
    def visible(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name != "website"]


def new_stamp() -> str:
    return _signer.sign(uuid.uuid4().hex)


def read_stamp(text: str) -> Stamp | None:
    """The stamp of a form that came back; None where it is forged or too old."""
    try:
        return Stamp(text, uuid.UUID(_signer.unsign(text, max_age=LONGEST)))
    except (BadSignature, ValueError):
        return None


def is_too_much(request: HttpRequest, forms_of: str, most: int) -> bool:
    """Counts a form of a kind sent from a network address; whether that were too many within the hour."""
    sender = get_adapter().get_client_ip(request)
    # A digest: the cache holds nobody’s address.
    key = f"{forms_of}-{salted_hmac('operations.guard', str(sender)).hexdigest()[:32]}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) > most
    except ValueError:  # it ran out between the two
        return False
