"""URLs of the screens of dates, and columns of the list."""

from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from portal.records.views import PageRecordViewSet
from projects.agenda import services
from projects.agenda.models import EventPage, Occurrence
from projects.registrations import admin
from projects.scheduling.series import SeriesView
from projects.scheduling.views import CallOffView, DatesView, NextDateView


class OccurrenceViewSet(PageRecordViewSet):
    name = "dates"
    model = Occurrence
    page_model = EventPage
    icon = "calendar-alt"
    label = _("Dates")
    add_label = _("Ajouter une date")
    index_view_class = DatesView

    def initial_values(self, page):
        return {"capacity": page.default_capacity}

    def save(self, record, fields):
        services.change(record, fields)

    def columns(self):
        return [
            Column("when", label=_("Date"), accessor="when"),
            Column("status", label=_("État"), accessor="get_status_display"),
            Column("reason", label=_("Raison")),
            TitleColumn(
                "registrations",
                label=_("Inscrits"),
                accessor=admin.summary_of,
                get_url=admin.address_of,
            ),
            Column("is_over", label=_("Quand"), accessor=_whether_over),
        ]

    def refusal_to_delete(self, record):
        if not record.registrations.exists():
            return ""
        return _(
            "Des personnes sont inscrites à cette date. Donnez-lui plutôt l’état « Annulée », "
            "avec la raison : chacune sera prévenue."
        )

    def get_urlpatterns(self):
        return [
            path("<int:page_id>/suivante/", self.construct_view(NextDateView), name="next"),
            path("<int:page_id>/plusieurs/", self.construct_view(SeriesView), name="series"),
            path("<int:page_id>/annuler/", self.construct_view(CallOffView), name="call_off"),
            *super().get_urlpatterns(),
        ]


def _whether_over(date: Occurrence) -> str:
    return gettext("passée") if date.is_over else gettext("à venir")


occurrences = OccurrenceViewSet()
