"""The organiser’s desk: who comes to a date, for those who may edit its event."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.functional import cached_property
from django.utils.text import normalize_newlines
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets import HeaderButton

from portal.mail.letters import rendered
from portal.printing.responses import private_response
from projects.agenda.models.occurrences import Occurrence
from projects.agenda.models.registrations import Notice, NoticeKind, Registration, RegistrationState
from projects.agenda.registrations import exports, services
from projects.agenda.registrations.forms import PersonForm
from projects.agenda.registrations.letters import OwnWords, Writer
from projects.agenda.registrations.rules import Refusal, held_up


class OfDateMixin:
    """Finds the date in the address and refuses whoever may not edit its event."""

    kwargs: dict[str, Any]
    request: HttpRequest

    def dispatch(self, request, *args, **kwargs):
        if not self.date.event.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        answer = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(answer)
        return answer

    @cached_property
    def date(self) -> Occurrence:
        dates = Occurrence.objects.select_related("event__content_type")
        return get_object_or_404(dates, pk=self.kwargs["date_id"])

    @cached_property
    def people(self) -> list[Registration]:
        return list(Registration.objects.at(self.date).in_order())

    def address(self, view: str = "index", *args: Any) -> str:
        return reverse(f"{viewset.url_namespace}:{view}", args=(self.date.pk, *args))


class DeskPageMixin(OfDateMixin, WagtailAdminTemplateMixin):
    header_icon = "group"
    page_title = _("Inscriptions")

    def get_page_subtitle(self):
        return f"{self.date.event.get_admin_display_title()}, {self.date}"

    def get_breadcrumbs_items(self):
        event = self.date.event
        return [
            {"url": reverse("wagtailadmin_pages:edit", args=(event.pk,)), "label": event.title},
            {"url": reverse("dates:index", args=(event.pk,)), "label": _("Dates")},
            {"url": self.address(), "label": str(self.date)},
        ]


class DeskView(DeskPageMixin, TemplateView):
    template_name = "wagtailadmin/registrations/desk.html"

    def get_context_data(self, **kwargs):
        calls = Notice.objects.to_call().filter(registration__occurrence=self.date)
        waiting = [person for person in self.people if person.is_waiting]
        return super().get_context_data(
            date=self.date,
            confirmed=[person for person in self.people if person.is_confirmed],
            waiting=waiting,
            cancelled=[person for person in self.people if person.is_cancelled],
            calls=calls.select_related("registration").order_by("pk"),
            held_up=held_up(self.date, waiting, timezone.now()),
            first_waiting=waiting[0] if waiting else None,
            act_url=self.address("act"),
            **kwargs,
        )

    @cached_property
    def header_buttons(self):
        buttons = [
            HeaderButton(_("Ajouter quelqu’un"), url=self.address("add"), icon_name="plus"),
            HeaderButton(_("Écrire à tous"), url=self.address("message"), icon_name="mail"),
            HeaderButton(_("Feuille de présence"), url=self.address("sheet"), icon_name="doc-full"),
            HeaderButton(_("Tableau (CSV)"), url=self.address("csv"), icon_name="table"),
        ]
        if self.date.is_over:
            following = reverse("dates:next", args=(self.date.event_id,))
            buttons.append(
                HeaderButton(_("Créer la séance suivante"), url=following, icon_name="arrow-right")
            )
        return buttons


class ActView(OfDateMixin, View):
    """The buttons of the list: one thing about one person."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        act = ACTS.get(request.POST.get("act", ""))
        number = request.POST.get("person", "")
        if act is None or not (number.isascii() and number.isdigit() and len(number) < 19):
            raise Http404
        act(get_object_or_404(self.date.registrations, pk=number))
        return redirect(self.address())


def _called(person: Registration) -> None:
    Notice.objects.to_call().filter(registration=person).update(to_call=False)


ACTS = {
    "move_up": lambda person: services.move_up(person, timezone.now()),
    "cancel": lambda person: services.cancel(person, timezone.now(), by_organiser=True),
    "came": lambda person: services.note_presence(person, came=True),
    "absent": lambda person: services.note_presence(person, came=False),
    "called": _called,
}


class AddView(DeskPageMixin, FormView):
    """Somebody who rings up."""

    template_name = "wagtailadmin/registrations/form.html"
    form_class = PersonForm
    page_title = _("Ajouter quelqu’un")

    def form_valid(self, form):
        try:
            asked = form.application()
            state = services.register(self.date, asked, timezone.now(), by_organiser=True)
        except services.Refused as refused:
            field = "people" if refused.reason == Refusal.TOO_MANY else None
            form.add_error(field, refused.reason.label)
            return self.form_invalid(form)
        messages.success(self.request, RegistrationState(state).label)
        return redirect(self.address())


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
    #: The same message sent twice is one.
    key = forms.UUIDField(widget=forms.HiddenInput)
    #: Of the message that was read through.
    seal = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def said(self) -> OwnWords:
        return OwnWords(self.cleaned_data["subject"], self.cleaned_data["text"])

    @property
    def own_seal(self) -> str:
        """Signs the words and to whom they go: what is sent is what was read through."""
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


class MessageView(DeskPageMixin, FormView):
    """Written, then read as people will read it, then sent once."""

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
        people = [person for person in self.people if person.state in states]
        name = gettext("Camille")
        nobody = Registration(occurrence=self.date, name=name, language="fr", state=states[0])
        reader = people[0] if people else nobody
        letter = Writer([self.date], said).letter([reader], NoticeKind.MESSAGE)
        return {
            "preview": rendered(letter)[0],
            "preview_subject": letter.header,
            "by_mail": sum(bool(person.email) for person in people),
            "by_telephone": sum(not person.email for person in people),
        }


class SheetView(OfDateMixin, View):
    def get(self, request, *args, **kwargs):
        address = self.date.event.get_full_url() or ""
        document = exports.sheet(self.date, self.people, address)
        return private_response(document, "feuille-de-presence")


class SpreadsheetView(OfDateMixin, View):
    def get(self, request, *args, **kwargs):
        answer = HttpResponse(exports.spreadsheet(self.people), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="inscriptions-{self.date.pk}.csv"'
        return answer


class RegistrationDesk(ViewSet):
    name = "registration_desk"
    url_prefix = "inscriptions"

    def get_urlpatterns(self):
        return [
            path("<int:date_id>/", DeskView.as_view(), name="index"),
            path("<int:date_id>/agir/", ActView.as_view(), name="act"),
            path("<int:date_id>/ajouter/", AddView.as_view(), name="add"),
            path("<int:date_id>/ecrire/", MessageView.as_view(), name="message"),
            path("<int:date_id>/feuille.pdf", SheetView.as_view(), name="sheet"),
            path("<int:date_id>/inscriptions.csv", SpreadsheetView.as_view(), name="csv"),
        ]


viewset = RegistrationDesk()


def address_of(date: Occurrence) -> str:
    return reverse(f"{viewset.url_namespace}:index", args=(date.pk,))


def summary_of(date: Occurrence) -> str:
    """« 12 sur 20, 3 en attente »."""
    taken = str(date.confirmed_places)
    if date.capacity is not None:
        taken = gettext("%(taken)d sur %(all)d") % {"taken": date.confirmed_places, "all": date.capacity}
    if date.waiting_places:
        taken += ", " + gettext("%(number)d en attente") % {"number": date.waiting_places}
    return taken
