"""The list of public addresses, for search engines."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from wagtail.models import Site

from portal.content.models import PortalPage


class PageSitemap(Sitemap):
    """Every visible page of the site in every language, by its one address."""

    limit = 5000
    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc

    def items(self):
        homes = Site.objects.get(is_default_site=True).root_page.get_translations(inclusive=True)
        pages = PortalPage.objects.visible()
        of_any_language = PortalPage.objects.none()
        for home in homes:
            of_any_language = of_any_language | pages.descendant_of(home, inclusive=True)
        return of_any_language.order_by("path")

    def location(self, page):
        return page.get_url()

    def lastmod(self, page):
        return page.last_published_at
