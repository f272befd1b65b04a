"""Which dates somebody follows: the agenda’s own filters, kept as the query string of its address."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.utils.translation import override
from wagtail.models import Locale

from projects.agenda.forms import AgendaForm

#: A digest has days of its own.
DAYS = ("du", "au")


def chosen(data: QueryDict, locale: Locale) -> AgendaForm:
    """What an address of the agenda narrows it to, whatever the days."""
    kept = data.copy()
    for name in DAYS:
        kept.pop(name, None)
    return AgendaForm(kept, locale=locale)


def kept(form: AgendaForm) -> str:
    """The selection in one order, so that who chose the same has the same."""
    return urlencode(sorted(parse_qsl(form.query_string)))


def read(selection: str, language: str) -> AgendaForm:
    """A selection that was kept, with the themes of its language: what is gone is left out."""
    with override(language):
        return chosen(QueryDict(selection), Locale.get_active())


def is_whole(form: AgendaForm, selection: str) -> bool:
    """Whether all that was kept is still understood: less of it would tell of dates never asked for."""
    return kept(form) == selection
