from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Accueil")

    def ready(self):
        from home import suggestions
        from home.models import CataloguePage
        from portal.content import editions

        editions.register(CataloguePage, suggestions.EDITION)
