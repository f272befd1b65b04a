from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RelatedPagesConfig(AppConfig):
    name = "portal.related_pages"
    label = "related_pages"
    verbose_name = _("Pages proches")

    def ready(self):
        from portal.related_pages import ranking

        ranking.register_terms()
