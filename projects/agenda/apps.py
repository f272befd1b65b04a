from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "projects.agenda"
    label = "agenda"
    verbose_name = _("Agenda")

    def ready(self):
        from portal.content import editions
        from portal.operations import chores
        from projects.agenda import (
            atom_feed,
            feeds,
            icalendar_feed,
            json_feed,
            printing,
            sections,
            signals,
        )
        from projects.agenda.models import AgendaPage, EventPage
        from projects.agenda.registrations import chores as own_chores
        from projects.agenda.registrations import views

        for edition in (printing.EDITION, views.EDITION, views.ANSWER):
            editions.register(EventPage, edition)
        signals.connect()
        chores.register("remind", own_chores.remind, every=600)
        chores.register("thank", own_chores.thank, every=600)
        chores.register("forget-registrations", own_chores.forget, every=3600)
        sections.register_all()
        for page_type, name, writer in (
            (AgendaPage, "agenda.ics", icalendar_feed),
            (AgendaPage, "agenda.atom", atom_feed),
            (AgendaPage, "agenda.json", json_feed),
            (EventPage, "agenda.ics", icalendar_feed),
        ):
            feed = feeds.edition(page_type, name, writer.write, writer.MEDIA_TYPE)
            editions.register(page_type, feed)
