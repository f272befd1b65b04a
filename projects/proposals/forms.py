"""The public form of a proposal, and the form to decline one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import AddressField, OneLineField, TelephoneField
from portal.forms.spam_protection import GuardedForm
from portal.territory import time_zones
from portal.territory.date_inputs import NO_SUCH_HOUR
from portal.territory.models import Park
from projects.agenda import search
from projects.agenda.forms import DayField
from projects.agenda.models.access import Answer
from projects.agenda.models.events import EventPage
from projects.proposals import services
from projects.proposals.models import Proposal
from projects.proposals.querysets import branches
from projects.proposals.services import Application

#: Later dates are not plausible.
LONGEST_AHEAD = timedelta(days=2 * 365)
UNKNOWN = ("", _("Je ne sais pas"))
#: Choices for an hour that occurs twice when the clocks go back.
WHICH = [("first", _("La première (heure d’été)")), ("second", _("La seconde (heure d’hiver)"))]
#: Fields with the same name as those of the page.
OF_THE_PAGE = (
    "title",
    "summary",
    "place_name",
    "price",
    "wheelchair",
    "pushchair",
    "contact_phone",
    "contact_email",
    "organiser",
)


#: In characters: a name, with its postcode or its département.
LONGEST_COMMUNE = 100
#: The choice of a commune that is none of those offered: the team reads what was typed.
NONE_OF_THEM = ("autre", _("Aucune de celles-ci"))


def _longest(name: str, model=EventPage) -> int:
    return model._meta.get_field(name).max_length


@dataclass(frozen=True)
class Group:
    """A fieldset, with a note on how to fill it in."""

    title: str | Promise
    note: str | Promise
    fields: list[forms.BoundField]


class HourField(forms.TimeField):
    """An hour as browsers send it, or as people type it: « 18h30 »."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    input_formats = ["%H:%M", "%H:%M:%S", "%Hh%M", "%Hh", "%H h %M", "%H h"]
    default_error_messages = {"invalid": _("Écrivez l’heure ainsi : 18:30.")}


class ProposalForm(GuardedForm):
    park = forms.ChoiceField(
        label=_("Parc"),
        help_text=_("Celui sur le territoire duquel on se retrouve. Son équipe lit votre proposition."),
        error_messages={
            "required": _("Choisissez un Parc."),
            "invalid_choice": _("Ce Parc ne reçoit pas de propositions, ou plus."),
        },
    )
    kind = forms.ChoiceField(
        label=_("Type de rendez-vous"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez un type de rendez-vous."),
            "invalid_choice": _("Choisissez un type de rendez-vous."),
        },
    )
    title = OneLineField(
        label=_("Titre"),
        max_length=_longest("title"),
        help_text=_("Court et clair : « Coudre ensemble », « Du banc à l’arrêt de bus »."),
        error_messages={"required": _("Donnez un titre.")},
    )
    summary = OneLineField(
        label=_("En quelques mots"),
        max_length=_longest("summary"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Deux phrases simples : ce que l’on fait, et pour qui. 320 signes au plus."),
        error_messages={"required": _("Dites en deux phrases ce que l’on fait.")},
    )
    place_name = OneLineField(
        label=_("Lieu"),
        max_length=_longest("place_name"),
        help_text=_("Le nom que les gens connaissent : « Salle des fêtes », « Devant la mairie »."),
        error_messages={"required": _("Dites où l’on se retrouve.")},
    )
    commune = OneLineField(
        label=_("Commune"),
        max_length=LONGEST_COMMUNE,
        help_text=_("Son nom, ou son code postal."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "data-suggestions": "../communes.json",
                "data-suggestions-said": _("Communes : …"),
            }
        ),
        error_messages={"required": _("Dites dans quelle commune.")},
    )
    which_commune = forms.CharField(
        label=_("Laquelle de ces communes ?"), required=False, widget=forms.HiddenInput
    )
    day = DayField(label=_("Jour"), error_messages={"required": _("Dites quel jour.")})
    start = HourField(
        label=_("Heure de début"), error_messages={"required": _("Dites quand cela commence.")}
    )
    end = HourField(label=_("Heure de fin"), error_messages={"required": _("Dites quand cela finit.")})
    which = forms.ChoiceField(
        label=_("Laquelle des deux heures ?"),
        required=False,
        choices=WHICH,
        widget=forms.HiddenInput,
        help_text=_("Cette nuit-là, les horloges reculent : cette heure vient deux fois."),
    )
    price = OneLineField(
        label=_("Prix"),
        required=False,
        max_length=_longest("price"),
        help_text=EventPage._meta.get_field("price").help_text,
    )
    wheelchair = forms.ChoiceField(
        label=_("Peut-on venir en fauteuil roulant ?"),
        required=False,
        choices=[UNKNOWN, *Answer.choices],
        help_text=_("D’un bout à l’autre, sans aide."),
    )
    pushchair = forms.ChoiceField(
        label=_("Peut-on venir avec une poussette ?"),
        required=False,
        choices=[UNKNOWN, *Answer.choices],
        help_text=_("D’un bout à l’autre, sans la porter."),
    )
    contact_phone = TelephoneField(
        short=True,
        label=_("Téléphone public"),
        required=False,
        help_text=_("Le numéro que tout le monde verra."),
    )
    contact_email = AddressField(
        label=_("Adresse e-mail publique"),
        required=False,
        max_length=_longest("contact_email"),
        help_text=_("L’adresse que tout le monde verra."),
    )
    organiser = OneLineField(
        label=_("Votre association"),
        max_length=_longest("organiser"),
        help_text=_("Tout le monde la verra : c’est elle qui organise."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Dites quelle association propose ce rendez-vous.")},
    )
    name = OneLineField(
        label=_("Votre nom"),
        max_length=_longest("name", Proposal),
        help_text=_("Seule l’équipe le voit."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Dites-nous comment vous appeler.")},
    )
    email = AddressField(
        label=_("Votre adresse e-mail"),
        max_length=_longest("email", Proposal),
        help_text=_("Seule l’équipe la voit. Nous vous y répondons."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Donnez une adresse e-mail pour la réponse."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.parks = {branch.park.slug: branch.park.name for branch in branches()}
        choose = [("", _("Choisissez"))] if len(self.parks) > 1 else []
        self.fields["park"].choices = [*choose, *self.parks.items()]
        self.kinds = {slug: kind for slug, kind in search.kinds().items() if kind.can_be_proposed}
        self.fields["kind"].choices = [
            (slug, capfirst(str(kind._meta.verbose_name))) for slug, kind in self.kinds.items()
        ]

    def clean_which_commune(self) -> str:
        """Asks which of several communes is meant; a choice made for another name is dropped."""
        cleaned = self.cleaned_data
        park = Park.objects.filter(slug=cleaned.get("park", "")).first()
        found = services.communes_meant(cleaned.get("commune", ""), park)
        if not found.is_ambiguous:
            return ""
        choices = [*((each.in_addresses, str(each)) for each in found.communes), NONE_OF_THEM]
        self.fields["which_commune"].widget = forms.RadioSelect(choices=choices)
        self.fields["which_commune"].required = True
        if cleaned["which_commune"] not in dict(choices):
            raise ValidationError(_("Plusieurs communes répondent à ce nom : choisissez."))
        return cleaned["which_commune"]

    def clean_day(self) -> date:
        day, today = self.cleaned_data["day"], timezone.localdate(timezone=self.zone)
        if day < today:
            raise ValidationError(_("Ce jour est passé."))
        if day > today + LONGEST_AHEAD:
            raise ValidationError(_("C’est trop loin : proposez un jour dans les deux ans."))
        return day

    def clean(self):
        cleaned = super().clean()
        if {"day", "start", "end"} <= cleaned.keys():
            self._take_moments()
        ways = {"contact_phone", "contact_email"}
        if not ways & set(self.errors) and not any(cleaned[way] for way in ways):
            self.add_error("contact_phone", _("Donnez un téléphone ou une adresse e-mail publics."))
        return cleaned

    def application(self) -> Application:
        cleaned = self.cleaned_data
        return Application(
            park_slug=cleaned["park"],
            kind=self.kinds[cleaned["kind"]],
            facts={name: cleaned[name] for name in OF_THE_PAGE},
            commune=self.place,
            starts_at=self.moments["start"],
            ends_at=self.moments["end"],
            name=cleaned["name"],
            email=cleaned["email"],
            language=get_language() or "fr",
            submission=self.submission,
        )

    @property
    def groups(self) -> Iterator[Group]:
        public = _("Une question ? Donnez un téléphone ou une adresse e-mail, ou les deux.")
        for title, note, names in (
            (_("Le rendez-vous"), "", ("park", "kind", "title", "summary")),
            (
                _("Où et quand"),
                "",
                ("place_name", "commune", "which_commune", "day", "start", "end", "which"),
            ),
            (_("Pour venir"), "", ("price", "wheelchair", "pushchair")),
            (_("Ce que tout le monde verra"), public, ("organiser", "contact_phone", "contact_email")),
            (_("Pour vous répondre"), "", ("name", "email")),
        ):
            yield Group(title, note, [self[name] for name in names])

    @cached_property
    def zone(self) -> tzinfo:
        """Returns the time zone of the typed commune, else of the Park."""
        return services.zone_of(self.cleaned_data.get("park", ""), self.place)

    @property
    def place(self) -> str:
        """Returns the commune that was chosen of several, else as typed."""
        chosen = self.cleaned_data.get("which_commune", "")
        return chosen if chosen and chosen != NONE_OF_THEM[0] else self.cleaned_data.get("commune", "")

    def _take_moments(self) -> None:
        """Converts to UTC, where hours that occur twice compare in the right order."""
        which = self.cleaned_data.get("which")
        is_second = which == "second" if which else None
        if which:
            self._ask_which()
        self.moments = {}
        for name in ("start", "end"):
            clock = datetime.combine(self.cleaned_data["day"], self.cleaned_data[name])
            try:
                self.moments[name] = time_zones.moment_of(clock, self.zone, is_second)
            except time_zones.NoSuchHour:
                self.add_error(name, NO_SUCH_HOUR)
            except time_zones.TwoSuchHours:
                self._ask_which()
        if len(self.moments) < 2:
            return
        if self.moments["start"] >= self.moments["end"]:
            self.add_error("end", _("La fin doit venir après le début, le même jour."))
        elif self.moments["start"] <= timezone.now():
            self.add_error("start", _("Cette heure est passée."))

    def _ask_which(self) -> None:
        self.fields["which"].widget = forms.RadioSelect(choices=WHICH)
        if not self.cleaned_data.get("which") and "which" not in self.errors:
            self.add_error("which", _("Choisissez : la première ou la seconde."))


class DeclineForm(forms.Form):
    comment = OneLineField(
        label=_("Pourquoi ?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("La personne le lit tel quel dans notre e-mail. Vous pouvez ne rien dire."),
    )
