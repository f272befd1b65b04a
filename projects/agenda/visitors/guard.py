"""Keeping programs out of a public form without asking anybody else: a stamp, a trap, a count."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

#: Nobody reads the form, types a name and an address in less.
SHORTEST = timedelta(seconds=2)
#: A form left open for longer is asked for again.
LONGEST = timedelta(hours=12)
HOUR = 3600

_signer = TimestampSigner(salt="agenda.form")


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


def new_stamp() -> str:
    return _signer.sign(uuid.uuid4().hex)


def read_stamp(text: str) -> Stamp | None:
    """The stamp of a form that came back; None where it is forged or too old."""
    try:
        return Stamp(text, uuid.UUID(_signer.unsign(text, max_age=LONGEST)))
    except (BadSignature, ValueError):
        return None


def is_too_much(request: HttpRequest, form: str, most: int) -> bool:
    """Counts a form sent from a network address; whether that were more than `most` within the hour."""
    sender = get_adapter().get_client_ip(request)
    # A digest: the cache holds nobody’s address.
    key = f"{form}-{salted_hmac(f'agenda.{form}', str(sender)).hexdigest()[:32]}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) > most
    except ValueError:  # it ran out between the two
        return False
