"""Model fields with form fields for numbers and addresses; plain text columns in the database."""

from __future__ import annotations

from django.db import models

from portal.forms import fields


class TelephoneColumn(models.CharField):
    """A public number; short numbers are accepted."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def formfield(self, **kwargs):
        of_form = {"form_class": fields.TelephoneField, "short": True, "max_length": fields.LONGEST_TYPED}
        return super().formfield(**{**of_form, **kwargs})


class AddressColumn(models.EmailField):
    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": fields.AddressField, **kwargs})
