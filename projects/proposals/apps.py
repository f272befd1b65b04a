from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    name = "projects.proposals"
    label = "proposals"
    verbose_name = _("Rendez-vous proposés")

    def ready(self):
        from portal.caching import tables
        from portal.content import alternate_views, editor_panels
        from portal.people import rights
        from portal.tasks import periodic
        from projects.agenda.models import AgendaPage, EventPage
        from projects.proposals import admin, periodic_tasks, receivers, views
        from projects.proposals.panels import ProposalPanel

        for alternate_view in (views.ALTERNATE_VIEW, views.RECEIVED):
            alternate_views.register(AgendaPage, alternate_view)
        editor_panels.register(EventPage, ProposalPanel(heading=_("Proposé par une association")))
        rights.register(admin.viewset.rows())
        receivers.connect()
        tables.never_shown("proposals.Proposal")
        periodic.register(
            "forget-proposals", periodic_tasks.forget, every=3600, deletes_personal_data=True
        )
