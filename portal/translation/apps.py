from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "portal.translation"
    label = "translation"
    verbose_name = _("Traductions")

    def ready(self):
        from portal.caching import tables
        from portal.people import rights as table
        from portal.tasks import periodic
        from portal.translation import (
            rights,
            services,
            signals,
        )

        table.register(rights.ROWS)
        periodic.register("compare-translations", services.recount, every=86400)
        signals.connect()
        tables.never_shown("translation.PendingChanges")
