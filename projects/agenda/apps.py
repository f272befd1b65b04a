from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "projects.agenda"
    label = "agenda"
    verbose_name = _("Agenda")

    def ready(self):
        from projects.agenda import sections

        sections.register_all()
