"""Fields that the forms of visitors have in common."""

from __future__ import annotations

import re

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

#: Ten digits as in France, or a number with the code of its country.
TELEPHONE = RegexValidator(
    r"^(\+|00)?[\d\s().-]{9,18}\d$", _("Écrivez le numéro ainsi : 06 12 34 56 78.")
)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


class OneLineField(forms.CharField):
    """A line of text: what would start another one, or turn its direction, becomes a space."""

    default_error_messages = {
        "max_length": _("C’est trop long : %(limit_value)d signes au plus, il y en a %(show_value)d."),
    }

    def to_python(self, value):
        return " ".join(_UNPRINTABLE.sub(" ", super().to_python(value) or "").split())
