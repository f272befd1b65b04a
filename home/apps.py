from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Accueil")

    def ready(self):
        from home import beginnings, desk, feeds, open_data, periodic_tasks, signals, suggestions
        from home.models import CataloguePage, HomePage
        from portal.content import editions
        from portal.people import rights, roles
        from portal.tasks import periodic

        rights.register({"desk_repeat": beginnings.on_page_to_repeat, "desk_sought": desk.may_see_sought})
        roles.grant(
            desk.SEE_SOUGHT, to=(roles.NETWORK_EDITORS, roles.NETWORK_MODERATORS, "communicators")
        )
        periodic.register("forget-sought", periodic_tasks.forget_sought, every=86400)
        # They name a kind of page, a model, a task or a guide, and show what one may do oneself.
        for name in ("desk_create", "desk_model", "desk_task", "help_guide"):
            rights.register({name: rights.everybody})
        editions.register(HomePage, open_data.EDITION)
        for edition in (feeds.ATOM_EDITION, feeds.TABLE_EDITION, suggestions.EDITION):
            editions.register(CataloguePage, edition)
        signals.connect()
