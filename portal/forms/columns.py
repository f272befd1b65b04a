"""Columns whose forms read numbers and addresses. For the database they are ordinary texts."""

from __future__ import annotations

from django.db import models

from portal.forms import fields


class TelephoneColumn(models.CharField):
    """A number that everybody sees; a short one will do."""

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
