from typing import Any

from django.apps import AppConfig, apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from portal.operations.signals import database_restored


class CachingConfig(AppConfig):
    name = "portal.caching"
    label = "caching"
    verbose_name = _("Pages gardées en mémoire")

    def ready(self):
        from portal.caching import checks  # noqa: F401  it registers itself

        post_migrate.connect(follow_tables, dispatch_uid="follow-tables")
        database_restored.connect(begin_anew, dispatch_uid="begin-versions-anew")


def follow_tables(sender: AppConfig, using: str, **_signal: Any) -> None:
    """After the last application has migrated, makes the triggers of all tables anew."""
    from portal.caching import triggers, versions

    last = [config for config in apps.get_app_configs() if config.models_module][-1]
    if using != DEFAULT_DB_ALIAS or sender.label != last.label:
        return
    connection = connections[using]
    if versions.exist(connection):
        triggers.install(connection)
        versions.begin()


def begin_anew(**_signal: Any) -> None:
    """After a backup is restored, no answer that a process still keeps is of its versions."""
    from portal.caching import versions

    if versions.exist(connections[DEFAULT_DB_ALIAS]):
        versions.begin()
