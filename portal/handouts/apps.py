from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HandoutsConfig(AppConfig):
    name = "portal.handouts"
    label = "handouts"
    verbose_name = _("Pages à imprimer")
