"""Forms of people who register, and of organisers."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import AddressField, OneLineField, TelephoneField
from portal.forms.spam_protection import GuardedForm
from projects.registrations.models import MOST_PEOPLE, Registration
from projects.registrations.services import Application


class PeopleForm(forms.Form):
    people = forms.IntegerField(
        label=_("Nombre de personnes"),
        min_value=1,
        max_value=MOST_PEOPLE,
        initial=1,
        help_text=_("Vous compris. Au-delà de 12, téléphonez à l’organisateur."),
        error_messages={
            "invalid": _("Écrivez un nombre, par exemple 3."),
            "required": _("Dites combien vous serez."),
            "min_value": _("Il faut au moins une personne."),
            "max_value": _("Au-delà de %(limit_value)s personnes, téléphonez à l’organisateur."),
        },
    )
    needs = OneLineField(
        label=_("De quoi avez-vous besoin ?"),
        required=False,
        max_length=300,
        help_text=_("Une chaise, un trajet, une traduction… N’écrivez rien sur votre santé."),
    )


class NotedForm(PeopleForm):
    """The same form, filled in by the organiser."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people, needs = self.fields["people"], self.fields["needs"]
        people.help_text = _("La personne reçoit un e-mail si ce nombre change et si elle a une adresse.")
        people.error_messages |= {
            "required": _("Dites combien ils seront."),
            "max_value": _("Une inscription compte %(limit_value)s personnes au plus."),
        }
        needs.label, needs.help_text = _("Besoins"), _("Un mot suffit, et rien sur la santé.")


class PersonForm(PeopleForm):
    """Name, number of people and contact of a registration."""

    name = OneLineField(
        label=_("Votre nom"),
        max_length=80,
        help_text=_("Celui que vous voulez : un prénom suffit."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Dites-nous comment vous appeler.")},
    )
    email = AddressField(
        label=_("Adresse e-mail"),
        required=False,
        max_length=Registration._meta.get_field("email").max_length,
        help_text=_("Pour la confirmation, et si la date change. Sinon, donnez un téléphone."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = TelephoneField(
        label=_("Téléphone"),
        required=False,
        help_text=_("Si vous n’avez pas d’adresse e-mail : l’organisateur vous appelle."),
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
    field_order: tuple[str, ...] = ("name", "email", "phone", "people", "needs")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("email", "phone"):
            self.fields[name].is_one_of_two = True

    def clean(self):
        cleaned = super().clean()
        if not {"email", "phone"} & set(self.errors) and not (cleaned["email"] or cleaned["phone"]):
            self.add_error("email", _("Donnez une adresse e-mail ou un téléphone."))
        return cleaned

    def application(self) -> Application:
        cleaned = self.cleaned_data
        return Application(
            name=cleaned["name"],
            people=cleaned["people"],
            language=get_language() or "fr",
            email=cleaned["email"],
            phone=cleaned["phone"],
            needs=cleaned["needs"],
        )


class CallerForm(PersonForm):
    """A registration by telephone, filled in by the organiser."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label, help_text in (
            ("name", _("Nom"), _("Un prénom suffit.")),
            ("email", None, _("Pour la confirmation, et si la date change. Sinon, notez un téléphone.")),
            ("phone", None, _("Sans adresse e-mail, c’est vous qui appelez si quelque chose change.")),
            ("people", None, _("Avec la personne qui appelle. 12 au plus par inscription.")),
            ("needs", _("Besoins"), _("Un mot suffit, et rien sur la santé.")),
        ):
            self.fields[name].label = label or self.fields[name].label
            self.fields[name].help_text = help_text


class RegistrationForm(GuardedForm, PersonForm):
    """The public form; asks about the waiting list if there are too few places for the group."""

    waits = forms.BooleanField(
        label=_("Nous voulons venir ensemble : mettez-nous sur la liste d’attente"),
        required=False,
    )
    field_order = (*PersonForm.field_order, "waits")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.data.get("waits"):
            self.fields["waits"].widget = forms.HiddenInput()

    def ask_to_wait(self, free: int) -> None:
        """Adds an error with the number of free places, and shows the field `waits`."""
        self.fields["waits"].widget = forms.CheckboxInput()
        left = ngettext("Il reste %(free)d place.", "Il reste %(free)d places.", free) % {"free": free}
        choice = gettext("Venez moins nombreux, ou cochez la case pour attendre.")
        self.add_error("people", f"{left} {choice}")

    def application(self) -> Application:
        return replace(super().application(), submission=self.submission)
