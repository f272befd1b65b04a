from wagtail.signals import page_published

from portal.content.models import PortalPage
from portal.writing.links import services


def _forget_mended_links(sender, instance, **kwargs):
    if isinstance(instance, PortalPage):
        services.forget_mended(instance)


def connect() -> None:
    page_published.connect(_forget_mended_links, dispatch_uid="forget-mended-links")
