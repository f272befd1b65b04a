from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "projects.agenda"
    label = "agenda"
    verbose_name = _("Agenda")

    def ready(self):
        from portal.content import editions
        from projects.agenda import atom_feed, feeds, icalendar_feed, json_feed, printing, sections
        from projects.agenda.models import AgendaPage, EventPage

        editions.register(EventPage, printing.EDITION)
        sections.register_all()
        for page_type, name, writer in (
            (AgendaPage, "agenda.ics", icalendar_feed),
            (AgendaPage, "agenda.atom", atom_feed),
            (AgendaPage, "agenda.json", json_feed),
            (EventPage, "agenda.ics", icalendar_feed),
        ):
            feed = feeds.edition(page_type, name, writer.write, writer.MEDIA_TYPE)
            editions.register(page_type, feed)
