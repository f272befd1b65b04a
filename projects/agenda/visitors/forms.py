"""What the forms of visitors have in common."""

from __future__ import annotations

import re
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from projects.agenda.visitors import guard

#: Ten digits as in France, or a number with the code of its country.
TELEPHONE = RegexValidator(
    r"^(\+|00)?[\d\s().-]{9,18}\d$", _("Écrivez le numéro ainsi : 06 12 34 56 78.")
)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


class OneLineField(forms.CharField):
    """A line of text: what would start another one, or turn its direction, becomes a space."""

    def to_python(self, value):
        return " ".join(_UNPRINTABLE.sub(" ", super().to_python(value) or "").split())


class GuardedForm(forms.Form):
    """A form that programs do not pass. What is typed is never lost: an error gives it back."""

    #: Nobody sees it; programs fill it in.
    website = forms.CharField(label=_("Laissez ce champ vide"), required=False)
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        cleaned = super().clean()
        stamp = guard.read_stamp(cleaned.get("stamp", ""))
        if cleaned.get("website"):
            raise ValidationError(_("Laissez vide le dernier champ, puis envoyez de nouveau."))
        if stamp is None:
            self.data["stamp"] = guard.new_stamp()
            raise ValidationError(
                _("Ce formulaire a attendu longtemps. Relisez, puis envoyez de nouveau.")
            )
        if stamp.is_hasty:
            raise ValidationError(_("C’était très rapide. Relisez et envoyez de nouveau."))
        self._stamp = stamp
        return cleaned

    @property
    def submission(self) -> uuid.UUID:
        """The number of this very form, once it is valid: sent twice, it keeps it."""
        return self._stamp.submission

    @property
    def visible(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name != "website"]
