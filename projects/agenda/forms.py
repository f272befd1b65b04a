"""Forms of the admin for events."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from portal.content.page_forms import PortalPageForm
from projects.agenda.models.occurrences import WITHIN_REASON

FIRST_DATE_FIELDS = ("first_date_start", "first_date_end")


class EventPageForm(PortalPageForm):
    """Asks a new event for its first date. Dates live on their own screen afterwards.

    The fields stay until the event is published, as long as it has no other date: what an
    unfinished draft saves by itself can then still be corrected where it was typed.
    """

    first_date_start = forms.DateTimeField(
        label=_("Début de la première date"),
        required=False,
        widget=AdminDateTimeInput,
        validators=WITHIN_REASON,
    )
    first_date_end = forms.DateTimeField(
        label=_("Fin de la première date"),
        required=False,
        widget=AdminDateTimeInput,
        validators=WITHIN_REASON,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dates = self.instance.occurrences if self.instance.pk else []
        if self.instance.first_published_at or len(dates) > 1:
            for name in FIRST_DATE_FIELDS:
                del self.fields[name]
        elif dates:
            self.initial["first_date_start"] = dates[0].starts_at
            self.initial["first_date_end"] = dates[0].ends_at

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
        # Saved with the page by `wagtail_hooks`: a new page has no key to point to yet.
        page.first_date = self._changed_first_date()
        if page.first_date:
            page.show_first_date(*page.first_date)
        return page

    def _changed_first_date(self):
        start, end = (self.cleaned_data.get(name) for name in FIRST_DATE_FIELDS)
        changed = any(name in self.changed_data for name in FIRST_DATE_FIELDS)
        return (start, end) if start and end and changed else None
