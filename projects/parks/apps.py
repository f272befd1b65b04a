from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParksConfig(AppConfig):
    name = "projects.parks"
    label = "parks"
    verbose_name = _("Parcs et projets")

    def ready(self):
        from projects.parks import sections

        sections.register_all()
