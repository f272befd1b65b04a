from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WritingConfig(AppConfig):
    name = "portal.writing"
    label = "writing"
    verbose_name = _("Écriture")

    def ready(self):
        from portal.caching import tables

        tables.never_shown("writing.DeadLink")
