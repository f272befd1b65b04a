"""The search form of the catalogue."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from home.catalogue import facets
from home.catalogue import results as catalogue
from home.catalogue.facets import FACETS, TAG, Choices, Facet
from portal.forms.narrowing import Choice, KnownChoices, Order, choices_of, shortened

MAX_QUERY_LENGTH = 200
#: Number of facets that are open before a value is selected in them.
OPEN_FACETS = 3


@dataclass(frozen=True)
class FacetValue:
    """`count` is the number of results if the value is ticked; with 0 it is disabled."""

    value: str
    label: str
    count: int
    is_chosen: bool

    @property
    def leads_nowhere(self) -> bool:
        return not self.count and not self.is_chosen


@dataclass(frozen=True)
class FacetShown:
    name: str
    label: str
    values: list[FacetValue]
    is_open: bool


class CatalogueForm(forms.Form):
    """Search words, facets and order, read from the query string; unknown values are ignored.

    `given` are values set by the URL path, such as the theme of a theme’s page.
    """

    data: QueryDict

    q = forms.CharField(label=_("Rechercher dans le portail"), required=False)
    tri = forms.ChoiceField(
        label=_("Trier par"),
        required=False,
        choices=[
            (catalogue.RELEVANCE, _("pertinence")),
            (catalogue.DATE, _("date")),
            (catalogue.TITLE, _("titre")),
        ],
    )

    def __init__(self, data, *, locale, given: dict[str, str] | None = None):
        names = [*self.base_fields, *(facet.name for facet in FACETS)]
        super().__init__(shortened(data, names, MAX_QUERY_LENGTH))
        self.locale = locale
        self.given = given or {}
        written = facets.written(locale)
        for facet in FACETS:
            values = facet.fixed() if facet.fixed else written.get(facet.name, [])
            if facet is TAG:
                values = facets.tags(self._asked(facet))
            self.fields[facet.name] = KnownChoices(label=str(facet.label), required=False, choices=values)

    @cached_property
    def words(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("q", "")

    @cached_property
    def order(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("tri", catalogue.RELEVANCE)

    @cached_property
    def selection(self) -> dict[str, list[str]]:
        """Selected values by facet, only for facets with a selection."""
        self.is_valid()
        chosen = {facet.name: list(self.cleaned_data.get(facet.name, [])) for facet in FACETS}
        for name, value in self.given.items():
            chosen[name] = list(dict.fromkeys([value, *chosen[name]]))
        return {name: values for name, values in chosen.items() if values}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.selection)

    @property
    def in_words(self) -> str:
        """The search words and selected values, as text for a title."""
        said = [self.words] if self.words else []
        said += [self._label(name, value) for name, value in self._chosen]
        return ", ".join(said)

    @property
    def query_string(self) -> str:
        """The complete state, for a URL of the catalogue itself."""
        return urlencode(self._parameters)

    @property
    def own_query_string(self) -> str:
        """The state without `given`, for the current URL; a page number can be appended."""
        return urlencode(self._own_parameters)

    def address(self, path: str, page: int) -> str:
        """Returns the URL of a results page under `path`, with the state."""
        query = urlencode([*self._own_parameters, *([("page", page)] if page > 1 else [])])
        return f"{path}?{query}" if query else path

    @property
    def active_filters(self) -> list[Choice]:
        filters = [
            Choice(
                gettext("%(filter)s : %(value)s")
                % {"filter": self.fields[name].label, "value": self._label(name, value)},
                urlencode([pair for pair in self._parameters if pair != (name, value)]),
            )
            for name, value in self._chosen
        ]
        if self.words:
            left = urlencode([pair for pair in self._parameters if pair[0] != "q"])
            filters.insert(0, Choice(gettext("« %(words)s »") % {"words": self.words}, left))
        return filters

    @property
    def orders(self) -> list[Order]:
        """The sort orders with their query strings; relevance only if there are search words."""
        kept = [pair for pair in self._own_parameters if pair[0] != "tri"]
        return [
            Order(
                str(label),
                urlencode([*kept, ("tri", order)] if order else kept),
                order == (self.order or (catalogue.RELEVANCE if self.words else catalogue.DATE)),
            )
            for order, label in choices_of(self, "tri")
            if order or self.words
        ]

    def facets(self, counts: Counter[str]) -> list[FacetShown]:
        """Returns the facets that have values, with the number of results of each value."""
        shown = []
        for place, facet in enumerate(FACETS):
            chosen = self.selection.get(facet.name, [])
            values = [
                FacetValue(value, label, counts[facet.entry(value)], value in chosen)
                for value, label in self._choices(facet, counts)
            ]
            if values:
                values.sort(key=lambda each: not each.is_chosen)
                is_open = bool(chosen) or place < OPEN_FACETS
                shown.append(FacetShown(facet.name, str(facet.label), values, is_open))
        return shown

    def how_they_answer(self, found: catalogue.Findings) -> str:
        """Returns a sentence on how many pages match all words, or an empty string if all do."""
        if found.complete == len(found.pages):
            return ""
        if not found.complete:
            return gettext("Aucune page n’a tous ces mots ; celles-ci en ont l’essentiel.")
        return ngettext(
            "%(n)d page a tous ces mots ; les suivantes en ont l’essentiel.",
            "%(n)d pages ont tous ces mots ; les suivantes en ont l’essentiel.",
            found.complete,
        ) % {"n": found.complete}

    @property
    def themes(self) -> list[dict[str, str]]:
        """All themes, as dicts with `name` and `slug`."""
        return [{"name": str(name), "slug": slug} for slug, name in choices_of(self, "theme")]

    def other_questions(self, found: catalogue.Findings) -> list[Choice]:
        """Returns alternative searches if no page matches all words, else an empty list."""
        if found.complete or not self.words:
            return []
        near = catalogue.other_questions(
            self.locale, self.selection, self.words, is_answered=bool(found.pages)
        )
        kept = [pair for pair in self._parameters if pair[0] != "q"]
        return [Choice(words, urlencode([("q", words), *kept])) for words in near]

    def _choices(self, facet: Facet, counts: Counter[str]) -> Choices:
        if facet is not TAG:
            return choices_of(self, facet.name)
        return facets.tags([*self.selection.get(facet.name, []), *facet.found(counts)])

    @property
    def _chosen(self) -> list[tuple[str, str]]:
        return [(name, value) for name, values in self.selection.items() for value in values]

    @property
    def _parameters(self) -> list[tuple[str, str]]:
        """The state as (name, value) pairs."""
        words = [("q", self.words)] if self.words else []
        return words + self._chosen + ([("tri", self.order)] if self.order else [])

    @property
    def _own_parameters(self) -> list[tuple[str, str]]:
        return [pair for pair in self._parameters if pair not in self.given.items()]

    def _label(self, name: str, value: str) -> str:
        return str(dict(choices_of(self, name)).get(value, value))

    def _asked(self, facet: Facet) -> list[str]:
        given = [self.given[facet.name]] if facet.name in self.given else []
        return given + self.data.getlist(facet.name)
