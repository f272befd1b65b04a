"""The sitemap of public pages; a sitemap index if one file would be too long."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap

# django-stubs leaves the item out.
from django.contrib.sitemaps.views import SitemapIndexItem, sitemap  # type: ignore[attr-defined]
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from portal.content.models import PortalPage


class PageSitemap(Sitemap):
    """Every public page of the site in every language, by its canonical URL."""

    limit = 5000
    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc

    def items(self):
        homes = Site.objects.get(is_default_site=True).root_page.get_translations(inclusive=True)
        pages = PortalPage.objects.live_and_public()
        of_any_language = PortalPage.objects.none()
        for home in homes:
            of_any_language = of_any_language | pages.descendant_of(home, inclusive=True)
        return of_any_language.order_by("path")

    def location(self, page):
        return page.get_url()

    def lastmod(self, page):
        return page.last_published_at


@require_safe
def serve(request: HttpRequest) -> HttpResponse:
    """Returns the sitemap, or an index of its pages (`?p=`) if there are several."""
    parts = PageSitemap().paginator.num_pages
    if parts == 1 or "p" in request.GET:
        return sitemap(request, {"pages": PageSitemap})
    own_address = f"{settings.SITE_URL}{request.path}"
    items = [SitemapIndexItem(f"{own_address}?p={number}") for number in range(1, parts + 1)]
    return TemplateResponse(
        request, "sitemap_index.xml", {"sitemaps": items}, content_type="application/xml"
    )
