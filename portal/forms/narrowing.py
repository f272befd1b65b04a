"""What forms share that narrow a list and whose state is the address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.http import QueryDict

#: Longer than any value that a list understands, and more than anybody chooses of one kind.
MAX_LENGTH, MAX_VALUES = 100, 10


@dataclass(frozen=True)
class Choice:
    """A way to narrow or widen a list, in words, and the query string that it leads to."""

    label: str
    query: str


@dataclass(frozen=True)
class Order:
    """A way to sort or to show a list, and the query string that leads to it."""

    label: str
    query: str
    is_current: bool


class KnownChoice(forms.ChoiceField):
    """Anything but its choices is as if nothing had been said."""

    def to_python(self, value):
        word = super().to_python(value)
        return word if self.valid_value(word) else ""


class KnownChoices(forms.MultipleChoiceField):
    """Keeps what it knows of what it is given, each once."""

    def to_python(self, value):
        return [word for word in dict.fromkeys(super().to_python(value)) if self.valid_value(word)]


def shortened(data: QueryDict, names: Iterable[str], max_length: int = MAX_LENGTH) -> QueryDict:
    """What an address says under these names, cut to what can be borne."""
    kept = data.copy()
    for name in names:
        if name in kept:
            kept.setlist(name, [value[:max_length] for value in kept.getlist(name)[-MAX_VALUES:]])
    return kept
