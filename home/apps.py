from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Accueil")

    def ready(self):
        from home import open_data
        from home.models import HomePage
        from portal.content import editions

        editions.register(HomePage, open_data.EDITION)
