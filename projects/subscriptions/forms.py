"""The subscription form."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import AddressField
from portal.forms.spam_protection import GuardedForm


class SubscriptionForm(GuardedForm):
    email = AddressField(
        label=_("Adresse e-mail"),
        max_length=254,
        help_text=_("Nous y envoyons d’abord un lien, pour confirmer. Rien d’autre ne part avant."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Écrivez votre adresse e-mail."),
        },
    )
    field_order = ("email",)
