from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Accueil")

    def ready(self):
        from home import dashboard
        from home.dashboard import beginnings
        from home.models import HomePage
        from home.open_data import views as open_data
        from portal.content import alternate_views
        from portal.people import rights, roles

        rights.register(
            {
                "dashboard_repeat": beginnings.on_page_to_repeat,
                "dashboard_sought": dashboard.may_see_sought,
            }
        )
        roles.grant(
            dashboard.SEE_SOUGHT, to=(roles.NETWORK_EDITORS, roles.NETWORK_MODERATORS, "communicators")
        )
        # Their argument is a page type, a starter, a task or a guide; they check rights themselves.
        for name in ("dashboard_create", "dashboard_model", "dashboard_task", "help_guide"):
            rights.register({name: rights.everybody})
        alternate_views.register(HomePage, open_data.ALTERNATE_VIEW)
