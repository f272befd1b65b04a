"""The dates a subscription selects: filters of the agenda, stored as its query string."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.utils.translation import override
from wagtail.models import Locale

from projects.agenda.forms import AgendaForm

#: Removed: a digest has its own period.
DAYS = ("du", "au")


def chosen(data: QueryDict, locale: Locale) -> AgendaForm:
    """Returns the agenda form of a query string, without the days."""
    kept = data.copy()
    for name in DAYS:
        kept.pop(name, None)
    return AgendaForm(kept, locale=locale)


def kept(form: AgendaForm) -> str:
    """Returns the selection as a sorted query string, so that equal choices are equal strings."""
    return urlencode(sorted(parse_qsl(form.query_string)))


def read(selection: str, language: str) -> AgendaForm:
    """Returns the form of a stored selection in a language, without filters that no longer exist."""
    with override(language):
        return chosen(QueryDict(selection), Locale.get_active())


def is_whole(form: AgendaForm, selection: str) -> bool:
    """Whether every stored filter still exists: without one, dates never asked for would be sent."""
    return form.unplaced is None and _codes(kept(form)) == _codes(selection)


def _codes(selection: str) -> list[tuple[str, str]]:
    """Returns the filters with the INSEE code alone of a commune: it may have a new name."""
    pairs = parse_qsl(selection)
    return [(name, value.partition("-")[0] if name == "pres" else value) for name, value in pairs]
