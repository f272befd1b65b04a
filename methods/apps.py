from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MethodsConfig(AppConfig):
    name = "methods"
    verbose_name = _("La démarche")

    def ready(self):
        from methods import printing, starters, words
        from methods.cases import same_stage
        from methods.importing import chores as importing
        from methods.importing import views
        from methods.models import MethodIndexPage, MethodSheetPage
        from portal.content import cases, editions, sections
        from portal.operations import chores
        from portal.people import rights

        rights.register(views.ROWS)
        editions.register(MethodIndexPage, words.EDITION)
        for edition in (printing.EDITION, printing.SLIDES, printing.SLIDES_FILE):
            editions.register(MethodSheetPage, edition)
        cases.register(MethodSheetPage, same_stage())
        sections.register(MethodSheetPage, cases.section())
        starters.register_all()
        chores.register("forget-imports", importing.forget, every=3600)
