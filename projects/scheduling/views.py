"""Views of an event’s dates: list, next date, several cancelled or postponed at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import HeaderButton
from wagtail.log_actions import log

from portal.records.views import RecordCreateView, RecordIndexView, RecordsOfPageMixin
from portal.territory import time_zones
from projects.agenda import services
from projects.agenda.models import EventPage, Occurrence, OccurrenceStatus
from projects.registrations.models import Registration
from projects.scheduling.forms import ReasonForm
from projects.scheduling.recurrence import next_day


class TickColumn(Column):
    """A checkbox for each date, for bulk actions."""

    cell_template_name = "wagtailadmin/dates/tick.html"


class DatesView(RecordIndexView):
    results_template_name = "wagtailadmin/dates/list.html"

    @cached_property
    def columns(self):
        return [TickColumn("tick", label=_("Choisir")), *super().columns]

    def get_context_data(self, **kwargs):
        return super().get_context_data(call_off_url=self.address("call_off"), **kwargs)

    @cached_property
    def header_buttons(self):
        several = HeaderButton(
            _("Ajouter plusieurs dates"), url=self.address("series"), icon_name="calendar-alt"
        )
        following = HeaderButton(
            _("Créer la séance suivante"), url=self.address("next"), icon_name="arrow-right"
        )
        has_dates = self.get_base_queryset().exists()
        return [*super().header_buttons, several, *([following] if has_dates else [])]


class NextDateView(RecordCreateView):
    """The form of a new date, prefilled from the last ones."""

    def get_initial_form_instance(self):
        return next_of(self.page) or super().get_initial_form_instance()


class DatesPageMixin(RecordsOfPageMixin, WagtailAdminTemplateMixin):
    model = Occurrence
    header_icon = "calendar-alt"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def done(self, dates: Iterable[Occurrence], action: str) -> None:
        for date in dates:
            log(instance=date, action=action, content_changed=True)


class CallOffView(DatesPageMixin, FormView):
    """Shows the ticked dates and who will be notified; cancels or postpones once a reason is given."""

    template_name = "wagtailadmin/dates/call_off.html"
    form_class = ReasonForm
    TITLES = {
        OccurrenceStatus.CANCELLED: _("Annuler des dates"),
        OccurrenceStatus.POSTPONED: _("Reporter des dates"),
    }

    def get_page_title(self):
        return self.TITLES[self.status]

    @cached_property
    def _asked(self):
        return self.request.POST if self.request.method == "POST" else self.request.GET

    @cached_property
    def status(self) -> OccurrenceStatus:
        """Returns CANCELLED unless the request asks for POSTPONED."""
        is_postponed = self._asked.get("status") == OccurrenceStatus.POSTPONED
        return OccurrenceStatus.POSTPONED if is_postponed else OccurrenceStatus.CANCELLED

    @cached_property
    def chosen(self) -> list[Occurrence]:
        """Returns the ticked dates of this event that do not have this status yet."""
        ticked = set(self._asked.getlist("date"))
        others = Occurrence.objects.of(self.page).exclude(status=self.status).in_order()
        return [date for date in others if str(date.pk) in ticked]

    def get(self, request, *args, **kwargs):
        return self._nothing_to_do() or super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return self._nothing_to_do() or super().post(request, *args, **kwargs)

    def _nothing_to_do(self):
        if self.chosen:
            return None
        messages.warning(
            self.request,
            _("Cochez d’abord des dates qui ne sont pas déjà dans cet état."),
        )
        return redirect(self.get_success_url())

    def form_valid(self, form):
        changed = services.call_off(self.chosen, self.status, form.cleaned_data["reason"])
        self.done(changed, "wagtail.edit")
        number = {"number": len(changed)}
        if self.status == OccurrenceStatus.CANCELLED:
            told = ngettext("%(number)d date annulée.", "%(number)d dates annulées.", len(changed))
        else:
            told = ngettext("%(number)d date reportée.", "%(number)d dates reportées.", len(changed))
        messages.success(self.request, told % number)
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs):
        people = Registration.objects.active().by_date(self.chosen)
        lines = [(date, date.when, people.get(date.pk, (0, 0))[0]) for date in self.chosen]
        to_come = [date for date in self.chosen if not date.is_over]
        return super().get_context_data(
            lines=lines,
            status=self.status,
            is_postponing=self.status == OccurrenceStatus.POSTPONED,
            by_mail=Registration.objects.active().at(*to_come).messages(),
            to_call=sum(people.get(date.pk, (0, 0))[1] for date in to_come),
            back_url=self.get_success_url(),
            **kwargs,
        )


def next_of(event: EventPage) -> Occurrence | None:
    """Returns the next date, unsaved, derived from the last two; None if the event has no date."""
    last_two = Occurrence.objects.of(event).latest_first()[:2]
    if not last_two:
        return None
    last = last_two[0]
    day = next_day([date.day for date in reversed(last_two)], timezone.localdate(timezone=last.zone))
    starts, ends = last.local_start, last.local_end
    last_day = day + (ends.date() - starts.date())
    return Occurrence(
        event=event,
        starts_at=time_zones.on_the_wall(datetime.combine(day, starts.time()), last.zone),
        ends_at=time_zones.on_the_wall(datetime.combine(last_day, ends.time()), last.zone),
        time_zone=last.time_zone,
        capacity=last.capacity,
    )
