from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Accueil")

    def ready(self):
        from home import feeds, open_data, signals, suggestions  # noqa: F401
        from home.models import CataloguePage, HomePage
        from portal.content import editions

        editions.register(HomePage, open_data.EDITION)
        for edition in (feeds.ATOM_EDITION, feeds.TABLE_EDITION, suggestions.EDITION):
            editions.register(CataloguePage, edition)
