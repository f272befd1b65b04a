"""The form that narrows the agenda, and those of the admin for events."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from portal.content.dates import in_words
from portal.content.models.territory import Commune, Park
from portal.content.models.vocabulary import Audience, Theme
from portal.content.narrowing import MAX_LENGTH, MAX_VALUES, Choice, KnownChoices, shortened
from portal.content.page_forms import PortalPageForm
from projects.agenda import search
from projects.agenda.models.occurrences import EARLIEST, LATEST, WITHIN_REASON

USUAL_DISTANCE_KM = "10"
NO_SUCH_CHOICE = {"invalid_choice": _("Ce choix n’existe pas, ou plus.")}

FIRST_DATE_FIELDS = ("first_date_start", "first_date_end")


class EventPageForm(PortalPageForm):
    """Asks a new event for its first date. Dates live on their own screen afterwards.

    The fields stay until the event is published, as long as it has no other date: what an
    unfinished draft saves by itself can then still be corrected where it was typed.
    """

    first_date_start = forms.DateTimeField(
        label=_("Début de la première date"),
        required=False,
        widget=AdminDateTimeInput,
        validators=WITHIN_REASON,
    )
    first_date_end = forms.DateTimeField(
        label=_("Fin de la première date"),
        required=False,
        widget=AdminDateTimeInput,
        validators=WITHIN_REASON,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dates = self.instance.occurrences if self.instance.pk else []
        if self.instance.first_published_at or len(dates) > 1:
            for name in FIRST_DATE_FIELDS:
                del self.fields[name]
        elif dates:
            self.initial["first_date_start"] = dates[0].starts_at
            self.initial["first_date_end"] = dates[0].ends_at

    def clean(self):
        cleaned = super().clean()
        start, end = (cleaned.get(name) for name in FIRST_DATE_FIELDS)
        if start and not end and "first_date_end" not in self.errors:
            self.add_error("first_date_end", ValidationError(_("À quelle heure cela finit-il ?")))
        elif end and not start and "first_date_start" not in self.errors:
            self.add_error("first_date_start", ValidationError(_("Quand cela commence-t-il ?")))
        elif start and end and end <= start:
            self.add_error(
                "first_date_end",
                ValidationError(_("La fin doit venir après le début.")),
            )
        return cleaned

    def save(self, commit=True):
        page = super().save(commit=commit)
        # Saved with the page by `wagtail_hooks`: a new page has no key to point to yet.
        page.first_date = self._changed_first_date()
        if page.first_date:
            page.show_first_date(*page.first_date)
        return page

    def _changed_first_date(self):
        start, end = (self.cleaned_data.get(name) for name in FIRST_DATE_FIELDS)
        changed = any(name in self.changed_data for name in FIRST_DATE_FIELDS)
        return (start, end) if start and end and changed else None


def _choice(label, choices=()):
    return forms.ChoiceField(label=label, choices=choices, required=False, error_messages=NO_SUCH_CHOICE)


def day_field(label, **options):
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        validators=[
            MinValueValidator(EARLIEST.date(), _("Cette année est trop ancienne.")),
            MaxValueValidator(LATEST.date(), _("Cette année est trop lointaine.")),
        ],
        error_messages={"invalid": _("Écrivez le jour ainsi : 15/05/2027.")},
        **options,
    )


class AgendaForm(forms.Form):
    """Which dates to list. Its state is the address; what it does not understand it leaves out."""

    parc = _choice(_("Parc"))
    genre = _choice(_("Type"))
    theme = _choice(_("Thème"))
    public = _choice(_("Public"))
    du = day_field(_("À partir du"), required=False)
    au = day_field(_("Jusqu’au"), required=False)
    pres = forms.CharField(
        label=_("Près de"),
        required=False,
        max_length=MAX_LENGTH,
        widget=forms.TextInput(attrs={"placeholder": _("Votre commune")}),
    )
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

    def __init__(self, data, *, locale):
        super().__init__(self._of_bearable_length(data))
        everything = [("", _("Tous"))]
        kinds = [(slug, model._meta.verbose_name_plural) for slug, model in search.kinds().items()]
        self.fields["parc"].choices = everything + list(Park.objects.values_list("slug", "name"))
        self.fields["genre"].choices = everything + kinds
        self.fields["theme"].choices = everything + Theme.objects.as_choices(locale)
        self.fields["public"].choices = everything + Audience.objects.as_choices(locale)

    def clean_pres(self) -> Commune | None:
        typed = self.cleaned_data["pres"]
        communes = search.communes_called(typed) if typed else []
        if typed and not communes:
            raise ValidationError(_("Nous ne connaissons pas cette commune."))
        if len(communes) > 1:
            names = ", ".join(sorted(map(str, communes))[:MAX_VALUES])
            raise ValidationError(_now("Laquelle ? %(communes)s") % {"communes": names})
        return communes[0] if communes else None

    @cached_property
    def selection(self) -> dict[str, Any]:
        """What was understood, without what was left empty."""
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        if "pres" in chosen:
            self.data["pres"] = str(chosen["pres"])
            chosen["km"] = int(chosen.get("km", USUAL_DISTANCE_KM))
        else:
            chosen.pop("km", None)
        return chosen

    @property
    def query_string(self) -> str:
        """The selection as it stands in an address, to append a page number to."""
        return urlencode(self._parameters)

    @property
    def active_filters(self) -> list[Choice]:
        return [
            Choice(self._in_words(name, value), urlencode(self._without(name, value)))
            for name, value in self._parameters
            if name != "km"
        ]

    @property
    def _parameters(self) -> list[tuple[str, str]]:
        """The selection as (name, value), in the order of the fields."""
        pairs = []
        for name, value in self.selection.items():
            values = value if isinstance(value, list) else [getattr(value, "insee_code", value)]
            pairs += [(name, str(each)) for each in values]
        return pairs

    def _without(self, name: str, value: str) -> list[tuple[str, str]]:
        gone = {(name, value)} | ({("km", str(self.selection["km"]))} if name == "pres" else set())
        return [pair for pair in self._parameters if pair not in gone]

    def _in_words(self, name: str, value: str) -> str:
        if name == "pres":
            return _now("À moins de %(km)d km de %(commune)s") % {
                "km": self.selection["km"],
                "commune": self.selection["pres"],
            }
        label = self.fields[name].label
        if name in ("du", "au"):
            return f"{label} {in_words(self.selection[name])}"
        value = dict(self.fields[name].choices)[value]
        return _now("%(filter)s : %(value)s") % {"filter": label, "value": value}

    def _of_bearable_length(self, data):
        """What the address says, cut short, with the usual distance where it says none."""
        kept = shortened(data, self.base_fields)
        kept["km"] = kept.get("km") or USUAL_DISTANCE_KM
        return kept
