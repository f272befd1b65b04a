from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarsConfig(AppConfig):
    name = "projects.calendars"
    label = "calendars"
    verbose_name = _("Calendriers")

    def ready(self):
        from portal.content import alternate_views
        from projects.agenda.models import AgendaPage, EventPage
        from projects.calendars import atom_feed, feeds, icalendar_feed, json_feed

        for page_type, name, writer in (
            (AgendaPage, "agenda.ics", icalendar_feed),
            (AgendaPage, "agenda.atom", atom_feed),
            (AgendaPage, "agenda.json", json_feed),
            (EventPage, "agenda.ics", icalendar_feed),
        ):
            feed = feeds.alternate_view(page_type, name, writer.write, writer.MEDIA_TYPE)
            alternate_views.register(page_type, feed)
