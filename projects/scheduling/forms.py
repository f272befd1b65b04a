"""Forms to add, cancel or postpone several dates."""

from __future__ import annotations

from datetime import date, tzinfo

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils.dates import WEEKDAYS
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.territory import time_zones
from projects.agenda.forms import DayField
from projects.agenda.models import Occurrence
from projects.agenda.models.occurrences import LATEST
from projects.scheduling.days_off import NotADay, days_typed, public_holidays
from projects.scheduling.recurrence import (
    LONGEST,
    LONGEST_YEARS,
    MOST_DATES,
    Rhythm,
    Series,
    Sitting,
    TooMany,
    expand,
)

TOO_MANY = _("Cela ferait trop de dates : %(dates)d au plus, sur %(years)d ans au plus.")
#: More than any hall holds, and within the database column.
MOST_PLACES = 100_000


class Every:
    """Rhythms offered by the form."""

    WEEK, FORTNIGHT, WEEKS = "week", "fortnight", "weeks"
    CHOICES = [
        (WEEK, _("Chaque semaine")),
        (FORTNIGHT, _("Toutes les deux semaines")),
        (WEEKS, _("Toutes les… semaines")),
        (Rhythm.MONTHLY_BY_WEEKDAY.value, _("Chaque mois, le même jour de la semaine (le 2e mardi)")),
        (Rhythm.MONTHLY_BY_DAY.value, _("Chaque mois, le même jour du mois (le 12)")),
    ]


def _hour(label, **options):
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        input_formats=["%H:%M", "%H:%M:%S", "%Hh%M", "%Hh", "%H h %M", "%H h"],
        error_messages={"invalid": _("Écrivez l’heure ainsi : 18:00.")},
        **options,
    )


class SeriesForm(forms.Form):
    """A rhythm and its end. `sittings` are the resulting dates."""

    first = DayField(label=_("Premier jour"))
    starts = _hour(_("Début"))
    ends = _hour(_("Fin"), help_text=_("Le même jour."))
    rhythm = forms.ChoiceField(
        label=_("Rythme"), choices=Every.CHOICES, initial=Every.WEEK, widget=forms.RadioSelect
    )
    weeks = forms.IntegerField(
        label=_("Combien de semaines ?"),
        required=False,
        min_value=1,
        max_value=52,
        help_text=_("Seulement pour « Toutes les… semaines »."),
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Jours de la semaine"),
        required=False,
        coerce=int,
        choices=list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Pour un rythme en semaines. Aucun coché : le jour de la semaine du premier jour."),
    )
    until = DayField(
        label=_("Jusqu’au"), required=False, help_text=_("Ce jour compris. Ou dites combien de dates.")
    )
    number = forms.IntegerField(
        label=_("Nombre de dates"),
        required=False,
        min_value=1,
        max_value=MOST_DATES,
        help_text=_("Les jours que vous laissez de côté ne comptent pas."),
    )
    left_out = forms.CharField(
        label=_("Sauf"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Un jour par ligne, ou séparés par des virgules : 24/12/2026. Pour des vacances : "
            "du 19/12/2026 au 03/01/2027."
        ),
    )
    without_holidays = forms.BooleanField(
        label=_("Sauf les jours fériés"),
        required=False,
        help_text=_(
            "Les onze de toute la France ; en Alsace et en Moselle, ajoutez les vôtres ci-dessus."
        ),
    )
    capacity = forms.IntegerField(
        label=_("Nombre de places"),
        required=False,
        min_value=0,
        max_value=MOST_PLACES,
        help_text=_("À chaque date. Vide : les places ne sont pas comptées."),
    )

    #: The dates of the series; set once the form is valid.
    sittings: list[Sitting]

    def __init__(self, *args, zone: tzinfo, **kwargs):
        """`zone`: time zone of the place."""
        super().__init__(*args, **kwargs)
        self.zone = zone
        if hours := time_zones.said(zone):
            self.fields["starts"].help_text = capfirst(hours)
        # The last date may be up to LONGEST after the first.
        latest = LATEST.date() - LONGEST
        self.fields["first"].validators.append(
            MaxValueValidator(latest, _("Cette année est trop lointaine."))
        )

    def clean_left_out(self):
        try:
            return days_typed(self.cleaned_data["left_out"])
        except NotADay as unknown:
            raise ValidationError(
                _("« %(typed)s » n’est pas un jour que nous comprenons. Écrivez-le ainsi : 24/12/2026."),
                params={"typed": str(unknown)[:60]},
            ) from None

    def clean(self):
        cleaned = super().clean()
        first, until = cleaned.get("first"), cleaned.get("until")
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("La fin doit venir après le début."))
        if (
            cleaned.get("rhythm") == Every.WEEKS
            and not cleaned.get("weeks")
            and "weeks" not in self.errors
        ):
            self.add_error("weeks", _("Écrivez un nombre, par exemple 3."))
        if not {"until", "number"} & set(self.errors):
            if not until and not cleaned.get("number"):
                self.add_error("until", _("Dites jusqu’à quel jour, ou combien de dates."))
            elif first and until and until < first:
                self.add_error("until", _("Ce jour vient avant le premier."))
        if not self.errors:
            self._expand()
        return cleaned

    @cached_property
    def holidays(self) -> dict[date, str]:
        """Returns the public holidays to leave out (day → name)."""
        if not self.cleaned_data["without_holidays"]:
            return {}
        year = self.cleaned_data["first"].year
        return {
            day: name
            for each in range(year, year + LONGEST_YEARS + 1)
            for day, name in public_holidays(each).items()
        }

    def _expand(self) -> None:
        ended_by = "until" if self.cleaned_data["until"] else "number"
        try:
            self.sittings = expand(self._series())
        except TooMany:
            limits = {"dates": MOST_DATES, "years": LONGEST_YEARS}
            self.add_error(ended_by, ValidationError(TOO_MANY, params=limits))
            return
        if not any(not sitting.is_left_out for sitting in self.sittings):
            self.add_error(
                ended_by, _("Aucun jour ne reste : changez le rythme, la fin ou les exceptions.")
            )

    def _series(self) -> Series:
        cleaned = self.cleaned_data
        weeks = {Every.WEEK: 1, Every.FORTNIGHT: 2, Every.WEEKS: cleaned["weeks"]}.get(cleaned["rhythm"])
        return Series(
            first=cleaned["first"],
            starts=cleaned["starts"],
            ends=cleaned["ends"],
            rhythm=Rhythm.WEEKS if weeks else Rhythm(cleaned["rhythm"]),
            every=weeks or 1,
            weekdays=frozenset(cleaned["weekdays"]),
            until=cleaned["until"],
            number=cleaned["number"],
            left_out=cleaned["left_out"] | self.holidays.keys(),
            zone=self.zone,
        )


class ReasonForm(forms.Form):
    """Asks why dates are cancelled or postponed."""

    reason = Occurrence._meta.get_field("reason").formfield(required=True)
