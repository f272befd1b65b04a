from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "portal.documents"
    label = "documents"
    verbose_name = _("Textes des documents")

    def ready(self):
        from portal.documents import texts
        from portal.tasks import periodic

        periodic.register("read-documents", texts.read_waiting, every=5)
