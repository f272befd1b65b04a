from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "projects.agenda"
    label = "agenda"
    verbose_name = _("Agenda")

    def ready(self):
        from portal.content import editions
        from portal.handouts import printing
        from portal.people import roles
        from projects.agenda import (
            atom_feed,
            communes,
            feeds,
            icalendar_feed,
            json_feed,
            programmes,
            receivers,
            sections,
            starters,
        )
        from projects.agenda.models import (
            AgendaPage,
            BrainstormingPage,
            EventPage,
            MeetingPage,
            WorkshopPage,
        )
        from projects.agenda.permissions import HANDLE_PERSONAL_DATA
        from projects.agenda.printing import poster

        for event_type, chapter in (
            (EventPage, programmes.programme()),
            (WorkshopPage, programmes.programme(programmes.workshop)),
            (BrainstormingPage, programmes.programme(programmes.brainstorming)),
            (MeetingPage, programmes.programme(programmes.meeting)),
        ):
            editions.register(event_type, printing.edition(poster, chapter))
        editions.register(AgendaPage, communes.EDITION)
        for page_type, name, writer in (
            (AgendaPage, "agenda.ics", icalendar_feed),
            (AgendaPage, "agenda.atom", atom_feed),
            (AgendaPage, "agenda.json", json_feed),
            (EventPage, "agenda.ics", icalendar_feed),
        ):
            feed = feeds.edition(page_type, name, writer.write, writer.MEDIA_TYPE)
            editions.register(page_type, feed)
        roles.grant(HANDLE_PERSONAL_DATA, to=(roles.NETWORK_EDITORS, "communicators"))
        receivers.connect()
        sections.register_all()
        starters.register_all()
