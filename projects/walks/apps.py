from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WalksConfig(AppConfig):
    name = "projects.walks"
    label = "walks"
    verbose_name = _("Promenades urbaines")

    def ready(self):
        from portal.content import alternate_views
        from portal.handouts import printing
        from projects.posters.posters import poster
        from projects.posters.programmes import programme
        from projects.walks import starters
        from projects.walks.models import UrbanWalkPage
        from projects.walks.printing import walk

        alternate_views.register(UrbanWalkPage, printing.alternate_view(poster, programme(walk)))
        starters.register_all()
