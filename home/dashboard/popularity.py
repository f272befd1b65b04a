"""The most viewed pages of a user, as text."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.dashboard import SHOWN, Choice
from portal.people.models import User
from portal.statistics import page_views

#: Ratios from which page views of two periods differ, and differ much.
MORE, MUCH_MORE = 1.1, 2


def most_read(user: User, today: date) -> list[Choice]:
    figures = page_views.most_read(user, today, SHOWN)
    return [
        Choice(figure.title, reverse("wagtailadmin_pages:edit", args=(figure.page_id,)), in_words(figure))
        for figure in figures
    ]


def in_words(figure: page_views.Figure) -> str:
    number = ngettext("%(n)d lecture", "%(n)d lectures", figure.number) % {"n": figure.number}
    return f"{number}, {_trend(figure)}"


def _trend(figure: page_views.Figure) -> str:
    """Compares with the 30 days before, with their number: words alone would exaggerate small ones."""
    if not figure.before:
        return _("aucune les 30 jours d’avant")
    ratio = figure.number / figure.before
    if ratio >= MUCH_MORE:
        words = _("bien plus que les 30 jours d’avant (%(n)d)")
    elif ratio >= MORE:
        words = _("plus que les 30 jours d’avant (%(n)d)")
    elif ratio > 1 / MORE:
        words = _("autant que les 30 jours d’avant (%(n)d)")
    elif ratio > 1 / MUCH_MORE:
        words = _("moins que les 30 jours d’avant (%(n)d)")
    else:
        words = _("bien moins que les 30 jours d’avant (%(n)d)")
    return words % {"n": figure.before}
