from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PostersConfig(AppConfig):
    name = "projects.posters"
    label = "posters"
    verbose_name = _("Affiches")

    def ready(self):
        from portal.content import alternate_views
        from portal.handouts import printing
        from projects.agenda.models import BrainstormingPage, EventPage, MeetingPage, WorkshopPage
        from projects.posters import programmes
        from projects.posters.posters import poster

        for event_type, chapter in (
            (EventPage, programmes.programme()),
            (WorkshopPage, programmes.programme(programmes.workshop)),
            (BrainstormingPage, programmes.programme(programmes.brainstorming)),
            (MeetingPage, programmes.programme(programmes.meeting)),
        ):
            alternate_views.register(event_type, printing.alternate_view(poster, chapter))
