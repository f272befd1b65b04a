from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "portal.content"
    label = "content"
    verbose_name = _("Contenus")

    def ready(self):
        from portal.caching import sharing
        from portal.content import (
            alternate_views,
            easy_read,
            page_policy,
            plurals,
            rights,
            services,
            share,
            signals,
        )
        from portal.content.models import PortalPage
        from portal.people import rights as table
        from portal.tasks import periodic

        table.register(rights.ROWS)
        plurals.install()
        page_policy.install()
        alternate_views.register(PortalPage, easy_read.ALTERNATE_VIEW)
        alternate_views.register(PortalPage, share.ALTERNATE_VIEW)
        periodic.register("remind-reviews", services.remind_reviews, every=3600)
        sharing.depends_on_cookie(easy_read.COOKIE)
        sharing.depends_on_parameters(easy_read.WHOLE)
        signals.connect()
