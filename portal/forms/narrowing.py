"""Helpers for forms that filter a list, with their state in the URL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django import forms
from django.http import QueryDict

#: Limits for one value, and for values of one parameter: more than any filter needs.
MAX_LENGTH, MAX_VALUES = 100, 10


@dataclass(frozen=True)
class Choice:
    """The label of a filter to add or remove, and the query string that does so."""

    label: str
    query: str


@dataclass(frozen=True)
class Order:
    """A way to sort or show a list, and its query string."""

    label: str
    query: str
    is_current: bool


class KnownChoice(forms.ChoiceField):
    """Treats unknown values as empty."""

    def to_python(self, value):
        word = super().to_python(value)
        return word if self.valid_value(word) else ""


class KnownChoices(forms.MultipleChoiceField):
    """Drops unknown values and duplicates."""

    def to_python(self, value):
        return [word for word in dict.fromkeys(super().to_python(value)) if self.valid_value(word)]


def choices_of(form: forms.BaseForm, name: str) -> list[tuple[str, str]]:
    """Returns the values of a choice field, each with its label; an empty list for other fields."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        return []
    # django-stubs types what may be assigned, not what is read.
    return list(cast("Iterable[tuple[str, str]]", field.choices))


def shortened(data: QueryDict, names: Iterable[str], max_length: int = MAX_LENGTH) -> QueryDict:
    """Returns the query parameters, with the values under these names limited in number and length."""
    kept = data.copy()
    for name in names:
        if name in kept:
            kept.setlist(name, [value[:max_length] for value in kept.getlist(name)[-MAX_VALUES:]])
    return kept
