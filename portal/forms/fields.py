"""Form fields that normalise what people type."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.forms import addresses, telephones
from portal.forms.texts import one_line

#: `maxlength`, at which browsers cut pasted text: leaves room for characters around a number.
LONGEST_TYPED = 60


class OneLineField(forms.CharField):
    """A line of text: line breaks and bidirectional controls become spaces."""

    default_error_messages = {
        "max_length": _("C’est trop long : %(limit_value)d signes au plus, il y en a %(show_value)d."),
    }

    def to_python(self, value):
        return one_line(super().to_python(value) or "")


class TelephoneField(forms.CharField):
    """A number, stored as E.164 and shown in national format.

    `short`: whether numbers such as 3919 are accepted; nobody can be called back at one.
    """

    default_error_messages = {
        "invalid": _("Écrivez un seul numéro, par exemple 06 12 34 56 78, ou +41 21 693 11 11."),
        "max_length": _("C’est trop long pour un numéro de téléphone."),
    }

    def __init__(self, *, short: bool = False, max_length: int = LONGEST_TYPED, **kwargs):
        super().__init__(max_length=max_length, **kwargs)
        self.short = short

    def widget_attrs(self, widget):
        return {"inputmode": "tel", **super().widget_attrs(widget)}

    def prepare_value(self, value):
        return telephones.written(value) if isinstance(value, str) else value

    def to_python(self, value):
        typed = super().to_python(value)
        if typed in self.empty_values or len(typed) > self.max_length:
            return typed
        number = telephones.read(typed, short=self.short)
        if number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class AddressField(forms.EmailField):
    """An email address, with specific error messages."""

    default_error_messages = {"max_length": _("Cette adresse est trop longue.")}
    default_validators = []

    def to_python(self, value):
        typed = super().to_python(value)
        return addresses.read(typed) if typed else typed

    def run_validators(self, value):
        super().run_validators(value)
        if value not in self.empty_values and (fault := addresses.fault(value)):
            raise ValidationError(fault, code="invalid")


class ReadsAddressesMixin:
    """Mixin for forms of other libraries: replaces their email fields by AddressField."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.EmailField) and not isinstance(field, AddressField):
                self.fields[name] = AddressField(
                    label=field.label,
                    required=field.required,
                    max_length=field.max_length,
                    initial=field.initial,
                    help_text=field.help_text,
                    widget=field.widget,
                )
