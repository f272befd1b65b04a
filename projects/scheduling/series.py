"""Adds several dates of an event: asks for a rhythm, shows its dates, creates the ticked ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages

from portal.territory import wording
from projects.agenda import services
from projects.agenda.models import Occurrence
from projects.scheduling.forms import SeriesForm
from projects.scheduling.recurrence import Sitting
from projects.scheduling.views import DatesPageMixin, next_of


@dataclass(frozen=True)
class Proposal:
    """A date of a series in the preview."""

    sitting: Sitting
    zone: tzinfo
    #: Why it should not be created; an empty string if there is no reason.
    doubt: str
    is_possible: bool
    is_ticked: bool

    @property
    def name(self) -> str:
        return self.sitting.name

    def __str__(self):
        moments = (self.sitting.starts_at, self.sitting.ends_at)
        return wording.when(*(moment.astimezone(self.zone) for moment in moments))


class SeriesView(DatesPageMixin, FormView):
    """Asks for a rhythm, shows its dates, then creates the ticked ones.

    The second step keeps the form in hidden fields, so that its values remain when going back.
    """

    template_name = "wagtailadmin/dates/series.html"
    preview_template_name = "wagtailadmin/dates/proposals.html"
    form_class = SeriesForm
    page_title = gettext_lazy("Ajouter plusieurs dates")

    def get_initial(self):
        initial: dict[str, Any] = {"capacity": self.page.default_capacity}
        if following := next_of(self.page):
            starts, ends = following.local_start, following.local_end
            initial |= {"first": starts.date(), "starts": starts.time(), "ends": ends.time()}
        return initial

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "zone": self.page.zone}

    def form_valid(self, form):
        if "change" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if "create" not in self.request.POST:
            return self._preview(form)
        chosen = [
            (sitting.starts_at, sitting.ends_at)
            for sitting in form.sittings
            if sitting.is_real and sitting.name in self._ticked
        ]
        if not chosen:
            return self._preview(form, error=_("Cochez au moins une date."))
        added = services.schedule_series(self.page, chosen, capacity=form.cleaned_data["capacity"])
        self.done(added, "wagtail.create")
        self._tell(len(added), len(chosen) - len(added))
        return redirect(self.get_success_url())

    @cached_property
    def _ticked(self) -> set[str]:
        return set(self.request.POST.getlist("day"))

    def _preview(self, form, error=""):
        self.template_name = self.preview_template_name
        proposals = self._proposals(form)
        return self.render_to_response(self.get_context_data(form=form, proposals=proposals, error=error))

    def _proposals(self, form) -> list[Proposal]:
        taken = set(Occurrence.objects.of(self.page).values_list("starts_at", flat=True))
        now, was_answered, proposals = timezone.now(), "create" in self.request.POST, []
        for sitting in form.sittings:
            obstacle = _obstacle(sitting, taken)
            doubt = obstacle or _doubt(sitting, form.holidays, now)
            is_wanted = sitting.name in self._ticked if was_answered else not doubt
            proposals.append(
                Proposal(
                    sitting,
                    self.page.zone,
                    doubt,
                    is_possible=not obstacle,
                    is_ticked=is_wanted and not obstacle,
                )
            )
        return proposals

    def _tell(self, added: int, known: int) -> None:
        told = ngettext("%(number)d date créée.", "%(number)d dates créées.", added) % {"number": added}
        if known:
            already = ngettext("%(number)d existait déjà.", "%(number)d existaient déjà.", known) % {
                "number": known
            }
            told = f"{told} {already}"
        messages.success(self.request, told)


def _obstacle(sitting: Sitting, taken: set[datetime]) -> str:
    """Returns why a date cannot be created, else an empty string."""
    if not sitting.is_real:
        return _("Cette heure n’existe pas : les horloges avancent cette nuit-là.")
    return _("Le rendez-vous a déjà une date à cette heure.") if sitting.starts_at in taken else ""


def _doubt(sitting: Sitting, holidays: dict[date, str], now: datetime) -> str:
    """Returns why a date should not be created, else an empty string."""
    if holiday := holidays.get(sitting.day):
        return _("Jour férié : %(name)s.") % {"name": holiday}
    if sitting.is_left_out:
        return _("Vous avez laissé ce jour de côté.")
    if sitting.is_second is not None:
        which = _("la seconde fois") if sitting.is_second else _("la première fois")
        return _("Cette heure vient deux fois cette nuit-là ; ici, %(which)s.") % {"which": which}
    return _("Cette date est passée.") if sitting.starts_at <= now else ""
