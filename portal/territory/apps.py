from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TerritoryConfig(AppConfig):
    name = "portal.territory"
    label = "territory"
    verbose_name = _("Territoire")

    def ready(self):
        from portal.caching import moments
        from portal.caching.models import Scope
        from portal.territory import date_inputs, time_zones  # noqa: F401

        moments.register(Scope.CONTENT, time_zones.next_midnight)
