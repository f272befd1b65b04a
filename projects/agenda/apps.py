from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "projects.agenda"
    label = "agenda"
    verbose_name = _("Agenda")

    def ready(self):
        from portal.content import editions
        from projects.agenda import printing, sections
        from projects.agenda.models import EventPage

        editions.register(EventPage, printing.EDITION)
        sections.register_all()
