from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatisticsConfig(AppConfig):
    name = "portal.statistics"
    label = "statistics"
    verbose_name = _("Lectures")

    def ready(self):
        from django.utils import timezone

        from portal.caching import tables
        from portal.statistics import page_views
        from portal.tasks import periodic

        tables.never_shown("statistics.PageViews")
        periodic.register(
            "forget-page-views", lambda: page_views.forget_old(timezone.localdate()), every=86400
        )
