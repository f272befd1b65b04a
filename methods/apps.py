from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MethodsConfig(AppConfig):
    name = "methods"
    verbose_name = _("La démarche")

    def ready(self):
        from methods import printing, words
        from methods.models import MethodIndexPage, MethodSheetPage
        from portal.content import editions

        editions.register(MethodIndexPage, words.EDITION)
        for edition in (printing.EDITION, printing.SLIDES, printing.SLIDES_FILE):
            editions.register(MethodSheetPage, edition)
