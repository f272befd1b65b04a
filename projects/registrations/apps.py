from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistrationsConfig(AppConfig):
    name = "projects.registrations"
    label = "registrations"
    verbose_name = _("Inscriptions")

    def ready(self):
        from portal.caching import tables
        from portal.content import alternate_views
        from portal.people import rights
        from portal.tasks import periodic
        from projects.agenda.models import EventPage
        from projects.registrations import admin, periodic_tasks, receivers, views

        for alternate_view in (views.ALTERNATE_VIEW, views.ANSWER):
            alternate_views.register(EventPage, alternate_view)
        rights.register(admin.viewset.rows())
        receivers.connect()
        tables.never_shown("registrations.Notice", "registrations.Registration")
        periodic.register("remind", periodic_tasks.remind, every=600)
        periodic.register("thank", periodic_tasks.thank, every=600)
        periodic.register(
            "forget-registrations", periodic_tasks.forget, every=3600, deletes_personal_data=True
        )
