from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "projects.agenda"
    label = "agenda"
    verbose_name = _("Agenda")

    def ready(self):
        from portal.content import editions
        from projects.agenda import feeds, icalendar_feed, sections
        from projects.agenda.models import AgendaPage, EventPage

        sections.register_all()
        for page_type in (AgendaPage, EventPage):
            calendar = feeds.edition(
                page_type, "agenda.ics", icalendar_feed.write, icalendar_feed.MEDIA_TYPE
            )
            editions.register(page_type, calendar)
