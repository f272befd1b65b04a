from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "home.catalogue"
    label = "catalogue"
    verbose_name = _("Catalogue")

    def ready(self):
        from home.catalogue import feeds, periodic_tasks, signals, suggestions
        from home.catalogue.models import CataloguePage
        from portal.content import editions
        from portal.tasks import periodic

        for edition in (feeds.ATOM_EDITION, feeds.TABLE_EDITION, suggestions.EDITION):
            editions.register(CataloguePage, edition)
        periodic.register("forget-sought", periodic_tasks.forget_sought, every=86400)
        signals.connect()
