"""Copies SITE_URL to Wagtail’s default Site row."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site


def follow_site_url(**_signal: object) -> None:
    """Sets hostname, port and name of the default site from the settings. Runs after each migration."""
    address = urlsplit(settings.SITE_URL)
    wanted = {
        "hostname": address.hostname,
        "port": address.port or (443 if address.scheme == "https" else 80),
        "site_name": settings.SITE_NAME,
    }
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or all(getattr(site, name) == value for name, value in wanted.items()):
        return
    for name, value in wanted.items():
        setattr(site, name, value)
    site.save()  # clears Wagtail’s cache of root paths
