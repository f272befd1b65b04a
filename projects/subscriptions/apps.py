from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubscriptionsConfig(AppConfig):
    name = "projects.subscriptions"
    label = "subscriptions"
    verbose_name = _("Abonnements par e-mail")

    def ready(self):
        from portal.caching import tables
        from portal.content import alternate_views
        from portal.tasks import periodic
        from projects.agenda.models import AgendaPage
        from projects.subscriptions import periodic_tasks, views

        for alternate_view in (views.ALTERNATE_VIEW, views.ANSWER):
            alternate_views.register(AgendaPage, alternate_view)
        tables.never_shown("subscriptions.Subscription", "subscriptions.Subscription_messages")
        periodic.register("send-digests", periodic_tasks.send, every=600)
        periodic.register(
            "forget-subscriptions", periodic_tasks.forget, every=3600, deletes_personal_data=True
        )
