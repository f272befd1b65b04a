from django.apps import AppConfig, apps
from django.conf import settings
from django.db.models.signals import post_migrate

from portal.operations.privacy import close_to_others


class OperationsConfig(AppConfig):
    name = "portal.operations"
    label = "operations"

    def ready(self):
        from portal.operations import cache, checks  # noqa: F401
        from portal.operations.site import follow_site_url
        from portal.operations.unchecked import draw_no_key_as_nothing

        draw_no_key_as_nothing()
        cache.connect()

        # Django sends the signal only for apps with models; the Site row is Wagtail’s.
        wagtail = apps.get_app_config("wagtailcore")
        post_migrate.connect(follow_site_url, sender=wagtail, dispatch_uid="follow-site-url")
        post_migrate.connect(keep_private, sender=wagtail, dispatch_uid="keep-private")


def keep_private(**_signal: object) -> None:
    """Restricts existing files to their owner; runs after each migration, so at each update."""
    close_to_others(settings.VAR_DIR)
