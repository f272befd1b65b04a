"""Cleans email addresses, and explains what is wrong with one."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from portal.forms.texts import seen

_MAILTO = re.compile(r"^mailto:\s*([^?]*).*$", re.IGNORECASE)
#: A contact as mail clients copy it: « Jeanne Petit <jeanne@example.org> ».
_NAMED = re.compile(r"[^<>@]*<([^<>]*)>[\s,;.]*")
_LOCAL_SIGNS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]", re.IGNORECASE)


def read(text: str) -> str:
    """Removes invisible characters, and what a list or a mail client adds around an address."""
    bare = seen(text).replace("＠", "@")
    if named := _NAMED.fullmatch(bare):
        bare = named[1].strip()
    return _MAILTO.sub(r"\1", bare).strip().rstrip(",;.").strip()


def fault(address: str) -> str:
    """Returns why a cleaned address is invalid, as text; an empty string if it is valid."""
    try:
        validate_email(address)
    except ValidationError:
        return _fault(address)
    return ""


def _fault(address: str) -> str:
    local, at, domain = address.rpartition("@")
    if not at:
        return _("Il manque le @ dans cette adresse : elle s’écrit ainsi : prenom@exemple.fr.")
    if "@" in local:
        return _("Il y a plusieurs @ : écrivez une seule adresse.")
    if not local or not domain:
        return _("Il manque ce qui vient avant ou après le @.")
    if any(sign.isspace() for sign in address):
        return _("Il y a une espace dans cette adresse : une adresse n’en a pas.")
    if strange := next((sign for sign in local if not _LOCAL_SIGNS.match(sign)), ""):
        return _(
            "Nous ne savons pas écrire à une adresse où se trouve « %(sign)s » avant le @. Vérifiez-la, "
            "ou donnez-en une autre."
        ) % {"sign": strange}
    if "." not in domain:
        return _("Il manque un point après le @, comme dans exemple.fr.")
    return _("Cette adresse ne peut pas exister : relisez-la.")
