"""What a public request shows: the page, the part of it, the alternate view.

Routing and views set it; the navigation and the count of page views read it later in the same request.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page

from portal.content.alternate_views import AlternateView


@dataclass
class Current:
    """Empty in the admin, on an error page, and until a view of the public site has begun."""

    #: The page shown, a `PortalPage`; None for a view without one. Set by `PortalPage.get_context` and by
    #: alternate views that do not call it. Read by the navigation and the count of page views.
    page: Page | None = None
    #: The last step of the breadcrumb where the URL is not that of a page. Set by what the URL shows: an
    #: alternate view, a route, a view without a page. Read by the navigation. Empty for a page.
    part: str = ""
    #: The alternate view named by the URL; None for the page itself. Set by `PortalPage.route`. Read by
    #: the page (`serve`, `subpath`) and the count of page views.
    alternate_view: AlternateView | None = None


def current(request: HttpRequest) -> Current:
    """Returns what this request shows, always the same object: set its fields."""
    shown: Current = vars(request).setdefault("_current", Current())
    return shown
