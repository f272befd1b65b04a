from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchedulingConfig(AppConfig):
    name = "projects.scheduling"
    label = "scheduling"
    verbose_name = _("Dates")

    def ready(self):
        from portal.people import rights
        from projects.scheduling import starters
        from projects.scheduling.viewset import occurrences

        rights.register(occurrences.rows())
        starters.register_all()
