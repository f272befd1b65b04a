"""Admin form fields for dates and times."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from portal.territory import time_zones

NO_SUCH_HOUR = _("Cette heure n’existe pas : les horloges avancent cette nuit-là.")
#: The suffix that distinguishes an hour that occurs twice, in any admin language: « (heure d’été) »,
#: “winter time”.
_SAYS_WHICH = re.compile(
    r"[\W_]*(?:heure d[’'])?(?:(été|ete|summer)|(hiver|winter))(?: time)?\W*$", re.IGNORECASE
)


class _KeepsWhatIsTyped:
    """Keeps invalid input, to be refused with a message: the picker would replace it with today."""

    def get_config(self):
        return super().get_config() | {"validateOnBlur": False}


class DayInput(_KeepsWhatIsTyped, AdminDateInput):
    pass


class DayAndHourInput(_KeepsWhatIsTyped, AdminDateTimeInput):
    pass


class MomentField(forms.DateTimeField):
    """A date and time entered in the local time of a time zone, stored in UTC.

    An hour that the clocks skip is refused. For an hour that occurs twice, the suffix « (heure d’été) »
    selects the first and « (heure d’hiver) » the second; it is displayed with the suffix.
    """

    #: None means the current time zone of the user.
    zone: tzinfo | None = None

    def clock_zone(self) -> tzinfo:
        return self.zone or timezone.get_current_timezone()

    def keep_time_of(self, zone: tzinfo) -> None:
        """Sets the time zone, and adds it to the help text if it is not the site’s."""
        self.zone = zone
        if hours := time_zones.said(zone):
            note = gettext("Ici, l’heure est celle du lieu : %(hours)s.") % {"hours": hours}
            self.help_text = " ".join(filter(None, (str(self.help_text), note)))

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        clock, is_second = value, None
        if isinstance(value, str):
            typed, is_second = _which_of_two(value)
            clock = self._read(typed)
        if not isinstance(clock, datetime):
            return super().to_python(clock)
        return self._moment(clock, is_second) if timezone.is_naive(clock) else clock

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, datetime) or timezone.is_naive(value):
            return value
        local = value.astimezone(self.clock_zone())
        clock = local.replace(tzinfo=None, fold=0)
        if not time_zones.comes_twice(clock, self.clock_zone()):
            return clock
        return f"{self.widget.format_value(clock)} ({_second() if local.fold else _first()})"

    def _read(self, typed: str) -> datetime | None:
        try:
            return parse_datetime(typed) or forms.fields.BaseTemporalField.to_python(self, typed)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def _moment(self, clock: datetime, is_second: bool | None) -> datetime:
        try:
            return time_zones.moment_of(clock, self.clock_zone(), is_second)
        except OverflowError:  # before year 1 or after 9999; validators report it
            return clock.replace(tzinfo=self.clock_zone())
        except time_zones.NoSuchHour:
            raise ValidationError(NO_SUCH_HOUR, code="no_such_hour") from None
        except time_zones.TwoSuchHours:
            raise ValidationError(
                _(
                    "Cette heure vient deux fois cette nuit-là : les horloges reculent. Ajoutez "
                    "« (%(first)s) » pour la première, « (%(second)s) » pour la seconde."
                ),
                code="two_such_hours",
                params={"first": _first(), "second": _second()},
            ) from None


def _which_of_two(typed: str) -> tuple[str, bool | None]:
    """Returns the input without its suffix, and whether it is the second hour (None without one)."""
    found = _SAYS_WHICH.search(typed)
    return (typed[: found.start()], bool(found[2])) if found else (typed.strip(), None)


def _first() -> str:
    return pgettext("which of two hours", "heure d’été")


def _second() -> str:
    return pgettext("which of two hours", "heure d’hiver")


register_form_field_override(models.DateField, override={"widget": DayInput})
register_form_field_override(
    models.DateTimeField, override={"widget": DayAndHourInput, "form_class": MomentField}
)
