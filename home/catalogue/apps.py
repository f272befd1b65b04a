from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "home.catalogue"
    label = "catalogue"
    verbose_name = _("Catalogue")

    def ready(self):
        from home.catalogue import feeds, periodic_tasks, signals, suggestions
        from home.catalogue.facets import FACETS
        from home.catalogue.forms import CatalogueForm
        from home.catalogue.models import CataloguePage
        from portal.caching import sharing, tables
        from portal.content import alternate_views
        from portal.tasks import periodic

        for alternate_view in (feeds.ATOM_VIEW, feeds.TABLE_VIEW, suggestions.ALTERNATE_VIEW):
            alternate_views.register(CataloguePage, alternate_view)
        periodic.register("forget-sought", periodic_tasks.forget_sought, every=86400)
        sharing.depends_on_parameters(
            *CatalogueForm.base_fields, *(facet.name for facet in FACETS), "page"
        )
        signals.connect()
        tables.never_shown("catalogue.SoughtWords")
        tables.of_page("catalogue.CatalogueEntry", "page_id")
