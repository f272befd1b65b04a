from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Accueil")

    def ready(self):
        from home import beginnings, feeds, open_data, signals, suggestions  # noqa: F401
        from home.models import CataloguePage, HomePage
        from portal.content import editions
        from portal.people import rights

        rights.register({"desk_repeat": beginnings.on_page_to_repeat})
        # They name a kind of page, a model, a task or a guide, and show what one may do oneself.
        for name in ("desk_create", "desk_model", "desk_task", "help_guide"):
            rights.register({name: rights.everybody})
        editions.register(HomePage, open_data.EDITION)
        for edition in (feeds.ATOM_EDITION, feeds.TABLE_EDITION, suggestions.EDITION):
            editions.register(CataloguePage, edition)
