"""The edit form of an event, which asks for the first date of a new one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.content.page_forms import PortalPageForm
from portal.territory import time_zones
from portal.territory.date_inputs import DayAndHourInput, MomentField
from portal.territory.models import Commune
from projects.agenda.models.occurrences import WITHIN_REASON

FIRST_DATE_FIELDS = ("first_date_start", "first_date_end")
USUAL_PLACES = "default_capacity"


@dataclass(frozen=True)
class FirstDate:
    """The first date as typed; `usual_places` is the previous default capacity (None: not counted)."""

    starts_at: datetime
    ends_at: datetime
    time_zone: str
    usual_places: int | None


class EventPageForm(PortalPageForm):
    """Asks a new event for its first date. Later dates are edited on their own screen.

    The fields stay until the event is published, as long as it has no other date, so that a date
    saved by a draft’s autosave can still be corrected here.
    """

    first_date_start = MomentField(
        label=_("Début de la première date"),
        required=False,
        widget=DayAndHourInput,
        validators=WITHIN_REASON,
    )
    first_date_end = MomentField(
        label=_("Fin de la première date"),
        required=False,
        widget=DayAndHourInput,
        validators=WITHIN_REASON,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dates = self.instance.occurrences if self.instance.pk else []
        if self.instance.first_published_at or len(dates) > 1:
            for name in FIRST_DATE_FIELDS:
                del self.fields[name]
            return
        self.zone = dates[0].zone if dates and not self.is_bound else self._zone()
        for name in FIRST_DATE_FIELDS:
            self.fields[name].keep_time_of(self.zone)
        if dates:
            self.initial["first_date_start"] = dates[0].starts_at
            self.initial["first_date_end"] = dates[0].ends_at

    def _zone(self) -> tzinfo:
        """Returns the time zone of the commune chosen in this form, else that of the page."""
        typed = self.data.get(self.add_prefix("commune"), "") if self.is_bound else ""
        if re.fullmatch(r"[0-9]{1,9}", typed) and (commune := Commune.objects.filter(pk=typed).first()):
            return commune.zone
        if self.instance.park is None and self.parent_page:  # not saved yet
            park = getattr(self.parent_page.specific, "park", None)
            return park.zone if park else time_zones.of_site()
        return self.instance.zone

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
        # `wagtail_hooks` saves it with the page: a new page has no primary key yet.
        page.first_date = self._changed_first_date()
        if page.first_date:
            page.show_first_date(page.first_date)
        return page

    def _changed_first_date(self) -> FirstDate | None:
        """Returns the first date if it or the usual number of places changed, else None."""
        start, end = (self.cleaned_data.get(name) for name in FIRST_DATE_FIELDS)
        if not (start and end and {*FIRST_DATE_FIELDS, USUAL_PLACES} & set(self.changed_data)):
            return None
        return FirstDate(start, end, time_zones.name_of(self.zone), self.initial.get(USUAL_PLACES))
