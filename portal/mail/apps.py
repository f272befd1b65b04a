from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "portal.mail"
    label = "mail"
    verbose_name = _("Courrier")

    def ready(self):
        from portal.caching import tables
        from portal.mail import accounts, queue
        from portal.people import rights
        from portal.tasks import periodic

        rights.register(rights.on_viewset("messages", "post_office.email"))
        for name, build in accounts.BUILDERS.items():
            queue.register_builder(name, build)
        tables.never_shown("mail.MessageFile")
        periodic.register("send-mail", queue.send_what_waits, every=3)
        periodic.register("forget-mail", queue.forget_old, every=3600, deletes_personal_data=True)
