from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "projects.agenda"
    label = "agenda"
    verbose_name = _("Agenda")

    def ready(self):
        from portal.content import alternate_views
        from portal.people import roles
        from projects.agenda import communes, receivers, sections
        from projects.agenda.models import AgendaPage
        from projects.agenda.permissions import HANDLE_PERSONAL_DATA

        alternate_views.register(AgendaPage, communes.ALTERNATE_VIEW)
        roles.grant(HANDLE_PERSONAL_DATA, to=(roles.NETWORK_EDITORS, "communicators"))
        receivers.connect()
        sections.register_all()
