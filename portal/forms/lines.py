"""Single-line text fields of models."""

from __future__ import annotations

from typing import Any

from django.db import models

from portal.forms.texts import one_line


class OneLineMixin:
    """Reduces the text of each CharField to one line before validation, whatever its source."""

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        for field in self._meta.concrete_fields:  # type: ignore[attr-defined]
            text = self.__dict__.get(field.attname)
            if isinstance(field, models.CharField) and isinstance(text, str):
                setattr(self, field.attname, one_line(text))
        super().full_clean(*args, **kwargs)  # type: ignore[misc]
