"""The fields of the admin for days and hours."""

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
#: Which of two hours is meant, in any language of the admin: « (heure d’été) », “winter time”.
_SAYS_WHICH = re.compile(
    r"[\W_]*(?:heure d[’'])?(?:(été|ete|summer)|(hiver|winter))(?: time)?\W*$", re.IGNORECASE
)


class _KeepsWhatIsTyped:
    """What cannot be read stays, to be refused with a word: the picker would put today in its place."""

    def get_config(self):
        return super().get_config() | {"validateOnBlur": False}


class DayInput(_KeepsWhatIsTyped, AdminDateInput):
    pass


class DayAndHourInput(_KeepsWhatIsTyped, AdminDateTimeInput):
    pass


class MomentField(forms.DateTimeField):
    """A day and an hour as clocks show them in a time zone, kept in UTC.

    An hour that the clocks jump over is refused. One that they show twice is asked: « (heure d’été) »
    behind it is the first, « (heure d’hiver) » the second; it is shown so again.
    """

    #: None: that of who types.
    zone: tzinfo | None = None

    def clock_zone(self) -> tzinfo:
        return self.zone or timezone.get_current_timezone()

    def keep_time_of(self, zone: tzinfo) -> None:
        """Hours are those of a place, and the field says so where they are not the site’s."""
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

    def _read(self, typed: str) -> datetime:
        try:
            return parse_datetime(typed) or forms.fields.BaseTemporalField.to_python(self, typed)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def _moment(self, clock: datetime, is_second: bool | None) -> datetime:
        try:
            return time_zones.moment_of(clock, self.clock_zone(), is_second)
        except OverflowError:  # at either end of all years; validators say so
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
    """What was typed without the word that says which of two hours it is, and whether the second."""
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
