"""The agenda in the admin: the screen « Dates », one click from the page of an event."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.widgets import HeaderButton

from portal.content.record_views import PageRecordViewSet
from projects.agenda import services
from projects.agenda.models import EventPage, Occurrence
from projects.agenda.proposals import desk as proposal_desk
from projects.agenda.registrations import desk


class OccurrenceViewSet(PageRecordViewSet):
    name = "dates"
    model = Occurrence
    page_model = EventPage
    icon = "calendar-alt"
    label = _("Dates")
    add_label = _("Ajouter une date")

    def initial_values(self, page):
        return {"capacity": page.default_capacity}

    def save(self, record, fields):
        services.change(record, fields)

    def columns(self):
        return [
            Column("starts_at", label=_("Début"), accessor=str),
            Column("ends_at", label=_("Fin")),
            Column("status", label=_("État"), accessor="get_status_display"),
            Column("reason", label=_("Raison")),
            TitleColumn(
                "registrations",
                label=_("Inscrits"),
                accessor=desk.summary_of,
                get_url=desk.address_of,
            ),
            BooleanColumn("is_over", label=_("Passée")),
        ]

    def refusal_to_delete(self, record):
        if not record.registrations.exists():
            return ""
        return _(
            "Des personnes sont inscrites à cette date. Donnez-lui plutôt l’état « Annulée », "
            "avec la raison : chacune sera prévenue."
        )


occurrences = OccurrenceViewSet()


@hooks.register("register_admin_viewset")
def register_viewset():
    return [occurrences, desk.viewset, proposal_desk.viewset]


@hooks.register("register_page_header_buttons")
def dates_button(page, user, view_name, next_url=None):
    if isinstance(page, EventPage) and page.permissions_for_user(user).can_edit():
        yield HeaderButton(
            _("Dates"),
            url=occurrences.address_for(page),
            icon_name=occurrences.icon,
            priority=15,
        )


@hooks.register("before_publish_page")
@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def save_first_date(request, page):
    if isinstance(page, EventPage) and (first_date := getattr(page, "first_date", None)):
        services.set_first_date(page, *first_date)
        page.first_date = None
