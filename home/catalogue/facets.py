"""The facets that filter the catalogue.

Values of one facet are combined with OR (this theme or that one), facets with AND (theme and audience).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, get_page_models

from methods.models import StagePage
from methods.models.means import DURATIONS, GROUPS
from portal.content.models import PortalPage
from portal.search import analysis
from portal.territory.models import Park
from portal.vocabulary.models import Audience, Tag, Theme
from projects.parks.models.coordinations import Domain

Choices = list[tuple[str, str]]

MOST_TAGS = 12


@dataclass(frozen=True)
class Facet:
    """`fixed` returns the values defined in code, as (slug, name); other facets have editors’ values."""

    name: str
    label: str | Promise
    fixed: Callable[[], Choices] | None = None

    def entry(self, value: str) -> str:
        """Returns a value as stored in catalogue entries."""
        return f"{self.name}:{value}"

    def found(self, counts: Counter[str]) -> list[str]:
        """Returns its values in `counts`, the most frequent first."""
        start = self.entry("")
        own = [(-number, value) for value, number in counts.items() if value.startswith(start)]
        return [value.removeprefix(start) for _number, value in sorted(own)]


def listed_types() -> list[type[PortalPage]]:
    """Returns the page types that the catalogue lists, sorted by name."""
    types = [
        model
        for model in get_page_models()
        if issubclass(model, PortalPage) and model.in_catalogue and model.is_creatable
    ]
    return sorted(types, key=lambda model: str(model._meta.verbose_name))


def written(locale: Locale) -> dict[str, Choices]:
    """Returns the values defined by editors in a language, by facet, in one query; without tags."""
    stages = StagePage.objects.live_and_public().filter(locale=locale, number__isnull=False)
    rows = _as_rows(Theme.objects.filter(locale=locale), "theme", "slug", "name").union(
        _as_rows(Audience.objects.filter(locale=locale), "public", "slug", "name"),
        _as_rows(Park.objects.all(), "parc", "slug", "name"),
        _as_rows(stages, "temps", Cast("number", CharField()), "title"),
    )
    choices: dict[str, Choices] = defaultdict(list)
    for facet, value, name in rows:
        choices[facet].append((value, name))
    for values in choices.values():
        values.sort(key=lambda choice: analysis.fold(choice[1]))
    choices["temps"].sort()
    return choices


def tags(slugs: Iterable[str]) -> Choices:
    """Returns the first `MOST_TAGS` of these tags, sorted by name."""
    first = list(dict.fromkeys(slugs))[:MOST_TAGS]
    return list(Tag.objects.filter(slug__in=first).order_by("name").values_list("slug", "name"))


def _as_rows(records: QuerySet, facet: str, value: str | Cast, name: str) -> QuerySet:
    return records.order_by().values_list(Value(facet), value, name)


def _kinds() -> Choices:
    return [(model.kind_slug, str(model._meta.verbose_name_plural)) for model in listed_types()]


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


def _durations() -> Choices:
    return list(zip(DURATIONS, map(str, _DURATION_NAMES), strict=True))


def _groups() -> Choices:
    return list(zip(GROUPS, map(str, _GROUP_NAMES), strict=True))


def _domains() -> Choices:
    return [(value, str(label)) for value, label in Domain.choices]


TAG = Facet("mot", _("Mot-clé"))
FACETS = (
    Facet("genre", _("Type"), _kinds),
    Facet("theme", _("Thème")),
    Facet("public", _("Public")),
    Facet("temps", _("Temps de la démarche")),
    Facet("parc", _("Parc")),
    Facet("duree", _("Durée"), _durations),
    Facet("groupe", _("Taille du groupe"), _groups),
    Facet("domaine", _("Domaine"), _domains),
    TAG,
)
