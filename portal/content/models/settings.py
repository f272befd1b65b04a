"""What the network decides for all Parks."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="cog")
class NetworkSettings(BaseGenericSetting):
    parks_publish_shared_pages = models.BooleanField(
        _("fiches sans relecture"),
        default=False,
        help_text=_(
            "Coché : qui communique dans un Parc met ses fiches en ligne. "
            "Décoché : le réseau les relit d’abord."
        ),
    )

    class Meta:
        verbose_name = _("réglages du réseau")
