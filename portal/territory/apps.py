from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TerritoryConfig(AppConfig):
    name = "portal.territory"
    label = "territory"
    verbose_name = _("Territoire")

    def ready(self):
        from portal.territory import date_inputs  # noqa: F401
