"""Admin screens of the people registered for a date, for users who may handle personal data."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets import Button

from portal.feeds import spreadsheets
from portal.people.rights import Rule
from portal.printing.responses import private_response
from projects.agenda.models import EventPage
from projects.agenda.models.occurrences import Occurrence
from projects.agenda.permissions import events_with_people
from projects.registrations import exports, permissions, services
from projects.registrations.admin_pages import NAME, DatePageMixin, OfDateMixin, OfPersonMixin
from projects.registrations.forms import CallerForm, NotedForm
from projects.registrations.models import Notice, Registration, RegistrationState
from projects.registrations.rules import Refusal, held_up
from projects.registrations.writing import MessageView

#: Dates of each kind, coming and past, in the list of a facilitator.
SHOWN = 50


class DatesView(WagtailAdminTemplateMixin, TemplateView):
    """The dates whose people a person may handle: the way there for who edits no page."""

    template_name = "wagtailadmin/registrations/dates.html"
    header_icon = "group"
    page_title = _("Inscriptions")

    def get_breadcrumbs_items(self):
        return [{"url": reverse(f"{NAME}:dates"), "label": self.page_title}]

    def get_context_data(self, **kwargs):
        events = EventPage.objects.written().filter(takes_registrations=True)
        own = events_with_people(events, self.request.user)
        dates = Occurrence.objects.of_events(own).around(timezone.now(), SHOWN)
        rows = [(date, address_of(date), summary_of(date)) for date in dates.select_related("event")]
        return super().get_context_data(
            coming=[row for row in rows if not row[0].is_over],
            past=[row for row in reversed(rows) if row[0].is_over],
            **kwargs,
        )


class PeopleView(DatePageMixin, TemplateView):
    template_name = "wagtailadmin/registrations/date.html"

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
            is_open=self.date.starts_at > timezone.now(),
            ways=self.ways,
            is_presence_noted=any(person.presence_noted for person in self.people),
            **kwargs,
        )

    @property
    def ways(self) -> list[Button]:
        """Buttons of the page, not of the header, which is too narrow on a telephone."""
        ways = [
            _way(gettext("Ajouter quelqu’un"), self.address("add"), "plus"),
            _way(gettext("Écrire à tous"), self.address("message"), "mail"),
            _way(gettext("Feuille de présence"), self.address("sheet"), "doc-full"),
            _way(gettext("Tableau (XLSX)"), self.address("xlsx"), "table"),
            _way(gettext("Tableau (CSV)"), self.address("csv"), "table"),
        ]
        if self.date.is_over and self.may_write_dates:
            following = reverse("dates:next", args=(self.date.event_id,))
            ways.append(_way(gettext("Créer la séance suivante"), following, "arrow-right"))
        return ways


def _way(label: str, url: str, icon_name: str) -> Button:
    return Button(label, url, icon_name=icon_name, classname="button button-secondary button-small")


class ActView(OfDateMixin, View):
    """Handles the buttons of the list: one action on one registration."""

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
    "came": lambda person: services.note_presence(person, came=True),
    "absent": lambda person: services.note_presence(person, came=False),
    "called": _called,
}


class AddView(DatePageMixin, FormView):
    """Registers a person who telephones."""

    template_name = "wagtailadmin/registrations/form.html"
    form_class = CallerForm
    page_title = _("Ajouter quelqu’un")
    extra_context = {"submit": _("Ajouter")}

    def form_valid(self, form):
        try:
            asked = form.application()
            state = services.register(self.date, asked, timezone.now(), by_organiser=True)
        except services.Refused as refused:
            field = "people" if refused.reason == Refusal.TOO_MANY else None
            form.add_error(field, refused.reason.label)
            return self.form_invalid(form)
        noted = f"{asked.name}\N{NO-BREAK SPACE}: {RegistrationState(state).label}"
        messages.success(self.request, noted)
        return redirect(self.address())


class ChangeView(OfPersonMixin, FormView):
    """Changes a registration by telephone; the rules are those of the personal link."""

    template_name = "wagtailadmin/registrations/form.html"
    form_class = NotedForm
    title = _("Changer l’inscription de %(name)s")
    extra_context = {"submit": _("Enregistrer")}

    def get_initial(self):
        return {"people": self.person.people, "needs": self.person.needs}

    def form_valid(self, form):
        people, needs = form.cleaned_data["people"], form.cleaned_data["needs"]
        try:
            services.change(self.person, people, needs, timezone.now(), by_organiser=True)
        except services.Refused as refused:
            form.add_error("people", _why(refused.reason, self.date))
            return self.form_invalid(form)
        told = ngettext("C’est noté : %(number)d personne.", "C’est noté : %(number)d personnes.", people)
        messages.success(self.request, told % {"number": people})
        return redirect(self.address())


class CancelView(OfPersonMixin, TemplateView):
    """Asks for confirmation: the cancellation message is sent at once and cannot be undone."""

    template_name = "wagtailadmin/registrations/cancel.html"
    title = _("Annuler l’inscription de %(name)s")

    def get_context_data(self, **kwargs):
        return super().get_context_data(person=self.person, back_url=self.address(), **kwargs)

    def post(self, request, *args, **kwargs):
        services.cancel(self.person, timezone.now(), by_organiser=True)
        self.person.refresh_from_db()
        if self.person.is_cancelled:
            told = gettext("L’inscription de %(name)s est annulée.") % {"name": self.person.name}
            messages.success(request, told)
        else:
            messages.error(request, gettext("Cette date a commencé : rien n’est changé."))
        return redirect(self.address())


def _why(refusal: Refusal, date: Occurrence) -> str:
    """Returns the reason, with details that an organiser can give on the telephone."""
    if refusal != Refusal.NO_ROOM:
        return str(refusal.label)
    free = date.free_places or 0
    if date.waiting_places:
        more = gettext("Des personnes sont en liste d’attente : elles passent avant.")
    else:
        more = ngettext("Il reste %(number)d place.", "Il reste %(number)d places.", free)
        more %= {"number": free}
    return f"{refusal.label} {more}"


class SheetView(OfDateMixin, View):
    def get(self, request, *args, **kwargs):
        address = self.date.event.get_full_url() or ""
        document = exports.sheet(self.date, self.people, address)
        return private_response(document, "feuille-de-presence")


class SpreadsheetView(OfDateMixin, View):
    shape = spreadsheets.CSV

    def get(self, request, *args, **kwargs):
        content = exports.spreadsheet(self.date, self.people, self.shape)
        answer = HttpResponse(content, content_type=spreadsheets.CONTENT_TYPES[self.shape])
        name = f"{self.date.event.slug}-{self.date.day:%Y-%m-%d}.{self.shape}"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


class RegistrationViewSet(ViewSet):
    name = NAME
    url_prefix = "inscriptions"

    def get_urlpatterns(self):
        return [
            path("", DatesView.as_view(), name="dates"),
            path("<int:date_id>/", PeopleView.as_view(), name="index"),
            path("<int:date_id>/agir/", ActView.as_view(), name="act"),
            path("<int:date_id>/ajouter/", AddView.as_view(), name="add"),
            path("<int:date_id>/changer/<int:person_id>/", ChangeView.as_view(), name="change"),
            path("<int:date_id>/annuler/<int:person_id>/", CancelView.as_view(), name="cancel"),
            path("<int:date_id>/ecrire/", MessageView.as_view(), name="message"),
            path("<int:date_id>/feuille.pdf", SheetView.as_view(), name="sheet"),
            path("<int:date_id>/inscriptions.csv", SpreadsheetView.as_view(), name="csv"),
            path(
                "<int:date_id>/inscriptions.xlsx",
                SpreadsheetView.as_view(shape=spreadsheets.XLSX),
                name="xlsx",
            ),
        ]

    def rows(self) -> dict[str, Rule]:
        """Returns its rows of the rights table."""
        views = [pattern.name for pattern in self.get_urlpatterns() if pattern.name != "dates"]
        return permissions.rows_of(self.url_namespace, views)


viewset = RegistrationViewSet()


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
