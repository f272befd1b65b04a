from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParksConfig(AppConfig):
    name = "projects.parks"
    label = "parks"
    verbose_name = _("Parcs et projets")

    def ready(self):
        from portal.content import alternate_views
        from portal.people import rights
        from projects.parks import printing, sections, starters, territory
        from projects.parks.models import CoordinationPage, ProjectPage
        from projects.parks.record_screens import actions

        alternate_views.register(ProjectPage, printing.PROJECT)
        alternate_views.register(CoordinationPage, printing.COORDINATION)
        rights.register(actions.rows())
        rights.register(territory.RIGHTS)
        sections.register_all()
        starters.register_all()
