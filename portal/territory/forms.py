"""Form fields that take communes by what people call them: nobody chooses from a list of 35,000."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.territory.models import Commune

if TYPE_CHECKING:
    from collections.abc import Iterable

#: More than any Park has: bounds what one form costs.
MAX_LINES = 1000
#: Wrong lines that are told at once.
MAX_TOLD = 10
_CODE = re.compile(r"\s*(\d{5}|2[AB]\d{3})\b", re.IGNORECASE)


class CommunesField(forms.Field):
    """Communes, one a line: an INSEE code, with whatever follows it, or a name. Returns a list.

    All codes are read in one query, each name in one of its own.
    """

    widget = forms.Textarea(attrs={"rows": 12})
    default_error_messages = {
        "too_many": gettext_lazy("C’est trop : mille lignes au plus."),
    }

    def prepare_value(self, value):
        if value is None or isinstance(value, str):
            return value
        return "\n".join(f"{each.insee_code} {each.name}" for each in value)

    def to_python(self, value: str | None) -> list[Commune]:
        lines = [
            (number, line) for number, line in enumerate((value or "").splitlines(), 1) if line.strip()
        ]
        if len(lines) > MAX_LINES:
            raise ValidationError(self.error_messages["too_many"])
        codes = {number: found[1].upper() for number, line in lines if (found := _CODE.match(line))}
        by_code = {
            each.insee_code: each for each in Commune.objects.filter(insee_code__in=codes.values())
        }
        chosen: dict[int, Commune] = {}
        errors: list[str] = []
        for number, line in lines:
            try:
                commune = by_code.get(codes[number]) if number in codes else _called(line)
                if commune is None:
                    raise ValidationError(_("nous ne connaissons pas cette commune"))
                chosen[commune.pk] = commune
            except ValidationError as error:
                errors.append(_told(number, line, error.messages))
            if len(errors) == MAX_TOLD:
                break
        if errors:
            raise ValidationError(errors)
        return list(chosen.values())

    def has_changed(self, initial, data):
        before = {each.pk for each in initial or ()}
        try:
            return before != {each.pk for each in self.to_python(data)}
        except ValidationError:
            return True


def _called(line: str) -> Commune | None:
    """Raises ValidationError with the communes that may be meant."""
    found = Commune.objects.called(line[:200])
    if found.is_ambiguous:
        names = ", ".join(f"{each} {each.insee_code}" for each in found.communes)
        raise ValidationError(_("laquelle ? Écrivez son code INSEE : %(names)s") % {"names": names})
    return found.commune


def _told(number: int, line: str, messages: Iterable[str]) -> str:
    facts = {"number": number, "line": line.strip()[:60], "error": " ".join(messages)}
    return _("Ligne %(number)d, « %(line)s » : %(error)s.") % facts
