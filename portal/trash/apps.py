from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrashConfig(AppConfig):
    name = "portal.trash"
    label = "trash"
    verbose_name = _("Corbeille")

    def ready(self):
        from portal.people import rights as table
        from portal.tasks import periodic
        from portal.trash import periodic_tasks, policy, rights

        table.register(rights.ROWS)
        policy.install()
        periodic.register("empty-trash", periodic_tasks.empty_trash, every=3600)
