"""The form of people who subscribe."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.operations.guard import GuardedForm


class SubscriptionForm(GuardedForm):
    email = forms.EmailField(
        label=_("Adresse e-mail"),
        max_length=254,
        help_text=_("Nous y envoyons d’abord un lien, pour confirmer. Rien d’autre ne part avant."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Écrivez votre adresse e-mail."),
            "invalid": _("Cette adresse n’est pas complète : il faut un @ et un point."),
            "max_length": _("Cette adresse est trop longue."),
        },
    )
    field_order = ("email",)
