from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MethodsConfig(AppConfig):
    name = "methods"
    verbose_name = _("La démarche")

    def ready(self):
        from methods import printing, starters, words
        from methods.importing import periodic_tasks, views
        from methods.models import MethodIndexPage, MethodSheetPage
        from methods.related_pages import same_stage
        from portal.caching import tables
        from portal.content import alternate_views, sections
        from portal.people import rights
        from portal.related_pages import ranking
        from portal.tasks import periodic

        rights.register(views.ROWS)
        alternate_views.register(MethodIndexPage, words.ALTERNATE_VIEW)
        for alternate_view in (printing.ALTERNATE_VIEW, printing.SLIDES, printing.SLIDES_FILE):
            alternate_views.register(MethodSheetPage, alternate_view)
        ranking.register(MethodSheetPage, same_stage())
        sections.register(MethodSheetPage, ranking.section())
        starters.register_all()
        tables.never_shown("methods.ImportedDocument", "methods.ImportedPicture")
        periodic.register("forget-imports", periodic_tasks.forget, every=3600)
