from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "portal.content"
    label = "content"
    verbose_name = _("Contenus")

    def ready(self):
        from portal.content import (
            cases,
            collections,
            easy_read,
            editions,
            forms,
            moderation,
            page_policy,
            plurals,
            rights,
            services,
            share,
            signals,  # noqa: F401
        )
        from portal.content import chores as own_chores
        from portal.content.models import PortalPage
        from portal.content.recycle_bin import policy
        from portal.operations import chores
        from portal.people import rights as table
        from portal.search import public_texts

        table.register(rights.ROWS)
        plurals.install()
        page_policy.install()
        policy.install()
        forms.install()
        moderation.install()
        editions.register(PortalPage, easy_read.EDITION)
        editions.register(PortalPage, share.EDITION)
        public_texts.register(PortalPage, services.found_by_everybody)
        cases.register_terms()
        collections.tell_of_moves()
        chores.register("publish-scheduled", own_chores.publish_scheduled, every=300)
        chores.register("read-documents", own_chores.read_documents, every=5)
        chores.register("empty-bin", own_chores.empty_bin, every=3600)
        chores.register("remind-reviews", own_chores.remind_reviews, every=3600)
        chores.register("forget-readings", own_chores.forget_readings, every=86400)
        chores.register("compare-translations", own_chores.compare_translations, every=86400)
