from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "projects.agenda"
    label = "agenda"
    verbose_name = _("Agenda")

    def ready(self):
        from portal.caching import moments, sharing, tables
        from portal.caching.models import Scope
        from portal.content import alternate_views
        from portal.people import roles
        from projects.agenda import communes, receivers, sections
        from projects.agenda.forms import AgendaForm
        from projects.agenda.models import AgendaPage, Occurrence
        from projects.agenda.permissions import HANDLE_PERSONAL_DATA

        alternate_views.register(AgendaPage, communes.ALTERNATE_VIEW)
        roles.grant(HANDLE_PERSONAL_DATA, to=(roles.NETWORK_EDITORS, "communicators", "facilitators"))
        tables.move(
            "agenda.Occurrence",
            Scope.DATES,
            columns_never_shown=("people_came", "place_told", "last_message", "forgotten_at"),
        )
        moments.register(Scope.DATES, Occurrence.objects.next_moment)
        # Where a visitor is stays out of the cache: neither `pres` nor a position is among them.
        shown_by = set(AgendaForm.base_fields) - {"pres", "lat", "lon", "km"}
        sharing.depends_on_parameters(*shown_by, "page", "passees", "date")
        receivers.connect()
        sections.register_all()
