"""The filter form of the agenda."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.forms.narrowing import (
    MAX_LENGTH,
    Choice,
    KnownChoice,
    KnownChoices,
    Order,
    choices_of,
    shortened,
)
from portal.territory import months, wording
from portal.territory.dates import in_words
from portal.territory.models import Commune, Park
from portal.territory.querysets import Answer
from portal.vocabulary.models import Audience, Theme
from projects.agenda import search
from projects.agenda.models.occurrences import EARLIEST, LATEST

USUAL_DISTANCE_KM = "10"
MONTH, DISTANCE = "mois", "distance"
#: The fields of a place (commune or position) and its distance.
PLACE = ("pres", "lat", "lon", "km")
NO_SUCH_CHOICE = {"invalid_choice": _("Ce choix n’existe pas, ou plus.")}


@dataclass(frozen=True)
class PlaceAsked:
    """A place that was not understood: the communes that may be meant (`are_more`: not all), or none."""

    typed: str
    choices: list[Choice]
    are_more: bool


def _choice(label, choices=()):
    return forms.ChoiceField(label=label, choices=choices, required=False, error_messages=NO_SUCH_CHOICE)


class DayField(forms.DateField):
    """A day between EARLIEST and LATEST, as browsers send it or as people type it."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    input_formats = ["%Y-%m-%d", "%d/%m/%Y"]
    default_validators = [
        MinValueValidator(EARLIEST.date(), _("Cette année est trop ancienne.")),
        MaxValueValidator(LATEST.date(), _("Cette année est trop lointaine.")),
    ]
    default_error_messages = {"invalid": _("Écrivez le jour ainsi : 15/05/2027.")}


def _unseen(field, **facts):
    return field(required=False, widget=forms.HiddenInput, **facts)


class AgendaForm(forms.Form):
    """Which dates to show, and how. Its state is the query string; unknown values are ignored."""

    data: QueryDict
    #: What the typed place may be.
    answer = Answer()

    parc = _choice(_("Parc"))
    genre = _choice(_("Type"))
    theme = _choice(_("Thème"))
    public = _choice(_("Public"))
    du = DayField(label=_("À partir du"), required=False)
    au = DayField(label=_("Jusqu’au"), required=False)
    pres = forms.CharField(
        label=_("Près de"),
        required=False,
        max_length=MAX_LENGTH,
        widget=forms.TextInput(
            attrs={
                "placeholder": _("Commune ou code postal"),
                "autocomplete": "off",
                "data-suggestions": "communes.json",
                "data-suggestions-said": _("Communes : …"),
            }
        ),
    )
    lat = _unseen(forms.FloatField, min_value=-90, max_value=90)
    lon = _unseen(forms.FloatField, min_value=-180, max_value=180)
    km = _choice(_("Distance"), [(str(km), _("%d km") % km) for km in (5, 10, 20, 50)])
    acces = KnownChoices(
        label=_("Accès"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("fauteuil", _("En fauteuil roulant")), ("poussette", _("Avec une poussette"))],
    )

    places = KnownChoices(
        label=_("Places"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("libres", _("Places libres"))],
    )
    vue = _unseen(KnownChoice, choices=[(MONTH, _("Mois"))])
    mois = _unseen(forms.CharField)
    tri = _unseen(KnownChoice, choices=[(DISTANCE, _("distance"))])

    def __init__(self, data, *, locale):
        super().__init__(self._of_bearable_length(data))
        everything = [("", _("Tous"))]
        kinds = [(slug, model._meta.verbose_name_plural) for slug, model in search.kinds().items()]
        self.fields["parc"].choices = everything + list(Park.objects.values_list("slug", "name"))
        self.fields["genre"].choices = everything + kinds
        self.fields["theme"].choices = everything + Theme.objects.as_choices(locale)
        self.fields["public"].choices = everything + Audience.objects.as_choices(locale)

    def clean_pres(self) -> search.Place | None:
        """A place that is not understood stays: the list is then empty, not the whole of France."""
        typed = self.cleaned_data["pres"]
        if not typed:
            return None
        self.answer = Commune.objects.called(typed)
        return self.answer.commune or search.Unplaced(typed)

    def clean_mois(self) -> date | None:
        return months.parse(self.cleaned_data["mois"])

    def clean(self) -> dict[str, Any]:
        """A typed commune replaces a position left from an earlier search."""
        cleaned = super().clean() or {}
        position = cleaned.pop("lat", None), cleaned.pop("lon", None)
        is_wrong = any([self.errors.pop("lat", None), self.errors.pop("lon", None)])
        if not self.data.get("pres", "").strip():
            if is_wrong:
                self.add_error("pres", _("Cette position n’est pas valable. Écrivez votre commune."))
            elif None not in position:
                cleaned["pres"] = search.Position.about(*position)
        first, last = cleaned.get("du"), cleaned.get("au")
        if first and last and last < first:
            self.add_error("au", _("Ce jour vient avant le premier."))
        return cleaned

    def visible_fields(self) -> list[forms.BoundField]:
        """Returns the place fields first: most people search by them."""
        return sorted(super().visible_fields(), key=lambda field: field.name not in PLACE)

    @cached_property
    def selection(self) -> dict[str, Any]:
        """Returns the cleaned filters, without empty values."""
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        for name in ("vue", "mois", "tri"):
            chosen.pop(name, None)
        if "pres" in chosen:
            chosen["km"] = int(chosen.get("km", USUAL_DISTANCE_KM))
        else:
            chosen.pop("km", None)
        self._tell_what_was_understood(chosen.get("pres"))
        return chosen

    @property
    def unplaced(self) -> PlaceAsked | None:
        """Returns what to ask if the place is not understood, else None."""
        place = self.selection.get("pres")
        if not isinstance(place, search.Unplaced):
            return None
        others = [pair for pair in self._parameters if pair[0] != "pres"]
        choices = [
            Choice(str(each), self._address([("pres", each.in_addresses), *others]))
            for each in self.answer.communes
        ]
        return PlaceAsked(place.typed, choices, self.answer.are_more)

    @property
    def has_distances(self) -> bool:
        return search.point_of(self.selection) is not None

    @property
    def within(self) -> str:
        """« À moins de 10 km de Raismes (59) »."""
        return self._in_words("km", "")

    @property
    def shows_month(self) -> bool:
        return self._view.get("vue") == MONTH

    @property
    def sorts_by_distance(self) -> bool:
        return self.has_distances and self._view.get("tri") == DISTANCE

    def month(self, today: date) -> date:
        """Returns the month asked for, else that of the first day asked for, else the current month."""
        self.is_valid()
        return self.cleaned_data.get("mois") or months.of(self.selection.get("du") or today)

    @property
    def query_string(self) -> str:
        """Returns the filters as a query string, for feeds among others."""
        return urlencode(self._parameters)

    @property
    def own_query_string(self) -> str:
        """Returns the filters and view as a query string, to append a page number to."""
        return self._address(self._parameters)

    @property
    def query_string_of_any_day(self) -> str:
        """Returns the filters without the days, to append a day to."""
        return urlencode([pair for pair in self._parameters if pair[0] not in ("du", "au")])

    @property
    def query_string_of_any_month(self) -> str:
        """Returns the filters with the month view, to append a month to."""
        return self._address(self._parameters, vue=MONTH, mois="")

    @property
    def views(self) -> list[Order]:
        as_list = self._address(self._parameters, vue="", mois="")
        as_month = self._address(self._parameters, vue=MONTH)
        return [
            Order(gettext("Liste"), as_list, not self.shows_month),
            Order(gettext("Mois"), as_month, self.shows_month),
        ]

    @property
    def orders(self) -> list[Order]:
        """Empty if there is no distance to sort by, or in the month view."""
        if not self.has_distances or self.shows_month:
            return []
        by_date, near = (self._address(self._parameters, tri=order) for order in ("", DISTANCE))
        return [
            Order(gettext("par date"), by_date, not self.sorts_by_distance),
            Order(gettext("le plus proche d’abord"), near, self.sorts_by_distance),
        ]

    @property
    def active_filters(self) -> list[Choice]:
        return [
            Choice(self._in_words(name, value), self._address(self._without(name, value)))
            for name, value in self._parameters
            if name not in ("km", "lon")
        ]

    @property
    def in_words(self) -> str:
        """Returns the active filters as text, for use in a sentence."""
        labels = [choice.label for choice in self.active_filters]
        return ", ".join(labels) or gettext("tous les rendez-vous")

    @property
    def _parameters(self) -> list[tuple[str, str]]:
        """Returns the selection as (name, value) pairs, in field order."""
        pairs = []
        for name, value in self.selection.items():
            if isinstance(value, search.Position):
                pairs += [("lat", f"{value.latitude:.2f}"), ("lon", f"{value.longitude:.2f}")]
                continue
            values = value if isinstance(value, list) else [getattr(value, "in_addresses", value)]
            pairs += [(name, str(each)) for each in values]
        return pairs

    @cached_property
    def _view(self) -> dict[str, str]:
        """Returns the parameters of the view, as in the query string."""
        self.is_valid()
        vue, month = self.cleaned_data.get("vue", ""), self.cleaned_data.get("mois")
        return {
            "vue": vue,
            "mois": f"{month:%Y-%m}" if vue and month else "",
            "tri": self.cleaned_data.get("tri", ""),
        }

    def _address(self, parameters: list[tuple[str, str]], **view: str) -> str:
        """Returns a query string of these parameters and the current view, overridden by `view`."""
        shown = {name: value for name, value in (self._view | view).items() if value}
        return urlencode([*parameters, *shown.items()])

    def _without(self, name: str, value: str) -> list[tuple[str, str]]:
        if name in PLACE:
            return [pair for pair in self._parameters if pair[0] not in PLACE]
        return [pair for pair in self._parameters if pair != (name, value)]

    def _in_words(self, name: str, value: str) -> str:
        place = self.selection.get("pres")
        if name in PLACE and not self.has_distances:
            return gettext("Lieu : %(place)s") % {"place": place}
        if name in PLACE:
            return gettext("À moins de %(km)d km %(commune)s") % {
                "km": self.selection["km"],
                "commune": wording.of_place(str(place)),
            }
        label = self.fields[name].label
        if name in ("du", "au"):
            return f"{label} {in_words(self.selection[name])}"
        value = dict(choices_of(self, name))[value]
        return gettext("%(filter)s : %(value)s") % {"filter": label, "value": value}

    def _tell_what_was_understood(self, place) -> None:
        """Writes the place back into the fields: the full name of the commune, or the position."""
        if isinstance(place, Commune):
            self.data["pres"] = str(place)
        if isinstance(place, search.Position):
            self.data["lat"], self.data["lon"] = f"{place.latitude:.2f}", f"{place.longitude:.2f}"
        else:
            self.data["lat"] = self.data["lon"] = ""

    def _of_bearable_length(self, data):
        """Returns the query parameters with limited lengths, and the default distance if missing."""
        kept = shortened(data, self.base_fields)
        kept["km"] = kept.get("km") or USUAL_DISTANCE_KM
        return kept
