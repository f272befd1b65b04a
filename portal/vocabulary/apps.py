from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VocabularyConfig(AppConfig):
    name = "portal.vocabulary"
    label = "vocabulary"
    verbose_name = _("Vocabulaire")

    def ready(self):
        from portal.people import rights

        for model in ("theme", "audience", "glossaryterm"):
            rights.register(rights.on_snippet(f"vocabulary.{model}"))
