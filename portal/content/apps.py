from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "portal.content"
    label = "content"
    verbose_name = _("Contenus")

    def ready(self):
        from portal.content import (
            easy_read,
            editions,
            page_policy,
            plurals,
            rights,
            services,
            share,
            signals,
        )
        from portal.content.models import PortalPage
        from portal.people import rights as table
        from portal.search import public_texts
        from portal.tasks import periodic

        table.register(rights.ROWS)
        plurals.install()
        page_policy.install()
        editions.register(PortalPage, easy_read.EDITION)
        editions.register(PortalPage, share.EDITION)
        public_texts.register(PortalPage, services.found_by_everybody)
        periodic.register("remind-reviews", services.remind_reviews, every=3600)
        signals.connect()
