"""The sides by which the catalogue is narrowed, and how many pages stand behind each value.

Values of one facet widen (this theme or that one), facets narrow (this theme and that audience).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, get_page_models

from methods.models import StagePage
from methods.models.means import DURATIONS, GROUPS
from portal.content.models import Audience, Park, PortalPage, Tag, Theme
from projects.parks.models.coordinations import Domain

Choices = list[tuple[str, str]]

#: A page as counted: its key and its facets, as `theme:isolement public:aines`.
Row = tuple[int, str]

MOST_TAGS = 12


@dataclass(frozen=True)
class Facet:
    """`choices` answers the values to choose from as (address, name), in a language.

    It is given the values that matter most, first those chosen, for a facet too long to show whole.
    """

    name: str
    label: str | Promise
    choices: Callable[[Locale, list[str]], Choices]
    is_long: bool = False

    def entry(self, value: str) -> str:
        """A value as entries hold it."""
        return f"{self.name}:{value}"

    def found(self, counts: Counter[str]) -> list[str]:
        """Its values that pages have, the most frequent first."""
        start = self.entry("")
        own = [(-number, value) for value, number in counts.items() if value.startswith(start)]
        return [value.removeprefix(start) for _number, value in sorted(own)]


def listed_types() -> list[type[PortalPage]]:
    """The page types that the catalogue lists, by name."""
    types = [
        model
        for model in get_page_models()
        if issubclass(model, PortalPage) and model.in_catalogue and model.is_creatable
    ]
    return sorted(types, key=lambda model: str(model._meta.verbose_name))


def count(rows: Iterable[Row], chosen: Mapping[str, frozenset[str]]) -> tuple[list[int], Counter[str]]:
    """The pages that agree with every facet chosen, and what ticking each value would give.

    A value is counted among the pages that agree with all other facets, its own set aside.
    """
    agreeing: list[Row] = []
    left_out_by = defaultdict(list)
    for row in rows:
        values = row[1].split()
        against = [name for name, wanted in chosen.items() if wanted.isdisjoint(values)]
        if not against:
            agreeing.append(row)
        elif len(against) == 1:
            left_out_by[against[0]].append(row)
    counts = _counted(agreeing)
    for name, others in left_out_by.items():
        counts |= {
            value: number + counts[value]
            for value, number in _counted(others).items()
            if value.startswith(f"{name}:")
        }
    return [page for page, _facets in agreeing], counts


def _counted(rows: Iterable[Row]) -> Counter[str]:
    return Counter(" ".join(facets for _page, facets in rows).split())


def _kinds(_locale: Locale, _most: list[str]) -> Choices:
    return [(model.kind_slug, str(model._meta.verbose_name_plural)) for model in listed_types()]


def _themes(locale: Locale, _most: list[str]) -> Choices:
    return Theme.objects.as_choices(locale)


def _audiences(locale: Locale, _most: list[str]) -> Choices:
    return Audience.objects.as_choices(locale)


def _stages(locale: Locale, _most: list[str]) -> Choices:
    stages = StagePage.objects.visible().filter(locale=locale, number__isnull=False).in_order()
    return [(str(number), title) for number, title in stages.values_list("number", "title")]


def _parks(_locale: Locale, _most: list[str]) -> Choices:
    return list(Park.objects.order_by("name").values_list("slug", "name"))


def _tags(_locale: Locale, most: list[str]) -> Choices:
    tags = Tag.objects.filter(slug__in=most[:MOST_TAGS]).order_by("name")
    return list(tags.values_list("slug", "name"))


_DURATION_NAMES = (
    _("Une heure au plus"),
    _("Deux heures au plus"),
    _("Une demi-journée au plus"),
    _("Une journée au plus"),
)
_GROUP_NAMES = (
    _("Moins de 10 personnes"),
    _("De 10 à 20 personnes"),
    _("De 21 à 50 personnes"),
    _("Plus de 50 personnes"),
)


def _durations(_locale: Locale, _most: list[str]) -> Choices:
    return list(zip(DURATIONS, map(str, _DURATION_NAMES), strict=True))


def _groups(_locale: Locale, _most: list[str]) -> Choices:
    return list(zip(GROUPS, map(str, _GROUP_NAMES), strict=True))


def _domains(_locale: Locale, _most: list[str]) -> Choices:
    return [(value, str(label)) for value, label in Domain.choices]


FACETS = (
    Facet("genre", _("Type"), _kinds),
    Facet("theme", _("Thème"), _themes),
    Facet("public", _("Public"), _audiences),
    Facet("temps", _("Temps de la démarche"), _stages),
    Facet("parc", _("Parc"), _parks),
    Facet("duree", _("Durée"), _durations),
    Facet("groupe", _("Taille du groupe"), _groups),
    Facet("domaine", _("Domaine"), _domains),
    Facet("mot", _("Mot-clé"), _tags, is_long=True),
)
