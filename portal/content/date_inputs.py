"""The fields of the admin for days and hours."""

from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput


class _KeepsWhatIsTyped:
    """What cannot be read stays, to be refused with a word: the picker would put today in its place."""

    def get_config(self):
        return super().get_config() | {"validateOnBlur": False}


class DayInput(_KeepsWhatIsTyped, AdminDateInput):
    pass


class DayAndHourInput(_KeepsWhatIsTyped, AdminDateTimeInput):
    pass


register_form_field_override(models.DateField, override={"widget": DayInput})
register_form_field_override(models.DateTimeField, override={"widget": DayAndHourInput})
