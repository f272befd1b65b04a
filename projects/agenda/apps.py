from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "projects.agenda"
    label = "agenda"
    verbose_name = _("Agenda")

    def ready(self):
        from portal.content import editions
        from portal.handouts import printing
        from portal.people import rights, roles
        from portal.tasks import periodic
        from projects.agenda import (
            atom_feed,
            communes,
            feeds,
            icalendar_feed,
            json_feed,
            programmes,
            sections,
            signals,
            starters,
        )
        from projects.agenda.dates.viewset import occurrences
        from projects.agenda.models import (
            AgendaPage,
            BrainstormingPage,
            EventPage,
            MeetingPage,
            WorkshopPage,
        )
        from projects.agenda.printing import poster
        from projects.agenda.proposals import desk as proposal_desk
        from projects.agenda.proposals import periodic_tasks as proposal_chores
        from projects.agenda.proposals import views as proposal_views
        from projects.agenda.registrations import desk, views
        from projects.agenda.registrations import periodic_tasks as own_chores
        from projects.agenda.registrations.permissions import HANDLE_PERSONAL_DATA
        from projects.agenda.subscriptions import periodic_tasks as weekly_chores
        from projects.agenda.subscriptions import views as subscribing

        for event_type, chapter in (
            (EventPage, programmes.programme()),
            (WorkshopPage, programmes.programme(programmes.workshop)),
            (BrainstormingPage, programmes.programme(programmes.brainstorming)),
            (MeetingPage, programmes.programme(programmes.meeting)),
        ):
            editions.register(event_type, printing.edition(poster, chapter))
        for edition in (views.EDITION, views.ANSWER):
            editions.register(EventPage, edition)
        for edition in (
            subscribing.EDITION,
            subscribing.ANSWER,
            proposal_views.EDITION,
            proposal_views.RECEIVED,
            communes.EDITION,
        ):
            editions.register(AgendaPage, edition)
        for screens in (occurrences, desk.viewset, proposal_desk.viewset):
            rights.register(screens.rows())
        roles.grant(HANDLE_PERSONAL_DATA, to=(roles.NETWORK_EDITORS, "communicators"))
        signals.connect()
        periodic.register("remind", own_chores.remind, every=600)
        periodic.register("thank", own_chores.thank, every=600)
        periodic.register("forget-registrations", own_chores.forget, every=3600)
        periodic.register("send-digests", weekly_chores.send, every=600)
        periodic.register("forget-subscriptions", weekly_chores.forget, every=3600)
        periodic.register("forget-proposals", proposal_chores.forget, every=3600)
        sections.register_all()
        starters.register_all()
        for page_type, name, writer in (
            (AgendaPage, "agenda.ics", icalendar_feed),
            (AgendaPage, "agenda.atom", atom_feed),
            (AgendaPage, "agenda.json", json_feed),
            (EventPage, "agenda.ics", icalendar_feed),
        ):
            feed = feeds.edition(page_type, name, writer.write, writer.MEDIA_TYPE)
            editions.register(page_type, feed)
