"""The organiser’s message to all people of a date."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from typing import Any

from django import forms
from django.conf import settings
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.text import normalize_newlines
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages

from portal.mail.messages import rendered
from projects.registrations import services
from projects.registrations.admin_pages import DatePageMixin
from projects.registrations.messages import OwnWords, Writer
from projects.registrations.models import NoticeKind, Registration, RegistrationState


class MessageForm(forms.Form):
    subject = forms.CharField(
        label=_("Objet"), max_length=120, help_text=_("Ce que les gens lisent d’abord.")
    )
    text = forms.CharField(
        label=_("Message"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Le bonjour, la date, le lieu et le lien de chacun s’ajoutent d’eux-mêmes."),
    )
    states = forms.MultipleChoiceField(
        label=_("À qui"),
        choices=[
            (RegistrationState.CONFIRMED, _("Aux inscrits")),
            (RegistrationState.WAITING, _("À la liste d’attente")),
        ],
        initial=[RegistrationState.CONFIRMED],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Les personnes sans adresse e-mail paraissent ensuite dans « À appeler »."),
    )
    #: Identifies the message, so that it is sent once.
    key = forms.UUIDField(widget=forms.HiddenInput)
    #: Signature of the previewed message.
    seal = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def said(self) -> OwnWords:
        return OwnWords(self.cleaned_data["subject"], self.cleaned_data["text"])

    @property
    def own_seal(self) -> str:
        """Returns a signature of text and recipients, so that only the previewed message is sent."""
        words = [
            self.said.subject,
            normalize_newlines(self.said.text),
            *sorted(self.cleaned_data["states"]),
        ]
        signed = json.dumps([str(self.cleaned_data["key"]), *words])
        return salted_hmac("agenda.message", signed, algorithm="sha256").hexdigest()

    @property
    def was_read_through(self) -> bool:
        return constant_time_compare(self.cleaned_data["seal"], self.own_seal)


class MessageView(DatePageMixin, FormView):
    """Shows the form, then a preview, then sends once."""

    template_name = "wagtailadmin/registrations/message.html"
    form_class = MessageForm
    page_title = _("Écrire à tous")

    def get_initial(self):
        return {"key": uuid.uuid4(), "states": [RegistrationState.CONFIRMED]}

    def form_valid(self, form):
        is_sending = "send" in self.request.POST
        if not is_sending or not form.was_read_through:
            preview = self._preview(form.said, form.cleaned_data["states"])
            return self.render_to_response(
                self.get_context_data(form=form, seal=form.own_seal, has_changed=is_sending, **preview)
            )
        states, key = form.cleaned_data["states"], str(form.cleaned_data["key"])
        number = services.send_message(self.date, form.said, states, key)
        told = ngettext(
            "Message envoyé à %(number)d inscription.",
            "Message envoyé à %(number)d inscriptions.",
            number,
        )
        messages.success(self.request, told % {"number": number})
        return redirect(self.address())

    def _preview(self, said: OwnWords, states: list[str]) -> dict[str, Any]:
        """Renders the message for a fictitious person, as personal links are private.

        In the language of most recipients.
        """
        people = [person for person in self.people if person.state in states]
        languages = Counter(person.language for person in people).most_common(1)
        language = languages[0][0] if languages else settings.LANGUAGE_CODE
        nobody = Registration(
            occurrence=self.date, name=gettext("Camille"), language=language, people=1, state=states[0]
        )
        message = Writer([self.date], said).message([nobody], NoticeKind.MESSAGE)
        return {
            "preview": rendered(message)[0],
            "preview_subject": message.header,
            "preview_language": language,
            "by_mail": sum(bool(person.email) for person in people),
            "by_telephone": sum(not person.email for person in people),
        }
