"""The picture of a page for social networks, drawn if the page has no photograph."""

from django.http import HttpRequest, HttpResponse

from portal.content.alternate_views import AlternateView
from portal.printing.share_pictures import ShareCard, fingerprint, share_response


def address(page, request: HttpRequest) -> str:
    """Returns a URL that changes with the picture, because networks cache what they loaded from a URL."""
    version = fingerprint(_card(page))[:8]
    return f"{ALTERNATE_VIEW.address(page.get_full_url(request) or '')}?v={version}"


def serve(page, request: HttpRequest) -> HttpResponse:
    return share_response(request, _card(page))


def _card(page) -> ShareCard:
    park = page.park.name if page.park else ""
    return ShareCard(page.title, page.label, park, page.family, page.locale.language_code)


ALTERNATE_VIEW = AlternateView("partage.png", serve)
