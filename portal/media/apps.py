from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "portal.media"
    label = "media"
    verbose_name = _("Images et documents")

    def ready(self):
        from portal.caching import tables
        from portal.media import (
            collections,
            forms,
            signals,
        )

        tables.never_shown("media.Rendition")
        forms.install()
        collections.send_signal_on_move()
        signals.connect()
