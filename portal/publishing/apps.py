from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "portal.publishing"
    label = "publishing"
    verbose_name = _("Publication")

    def ready(self):
        from django.core.management import call_command

        from portal.caching import tables
        from portal.publishing import after_publication, moderation
        from portal.tasks import periodic

        after_publication.connect()
        moderation.install()
        tables.never_shown("publishing.ReviewReminder")
        periodic.register("publish-scheduled", lambda: call_command("publish_scheduled"), every=300)
