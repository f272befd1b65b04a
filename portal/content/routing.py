"""Finds the page of a URL in two queries, at any depth.

Wagtail finds a page level by level, with two queries each. Here the first query loads the pages from the
home page down, which also gives the breadcrumb and the restrictions; the second loads the page’s own row
with what its template reads.
"""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail import views
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from portal.caching import sharing
from portal.content.current import current
from portal.pages.querysets import HOME_DEPTH, home_pages, restricted_pages

#: An alternate view with a file name: `…/partage.png`.
FILE_PATTERN = r"^((?:[\w\-]+/)*[\w\-]+\.[a-z]+)$"
#: No page of the tree is deeper; longer URLs are not found.
MAX_LEVELS = 12


def serve(request: HttpRequest, path: str):
    """Calls Wagtail’s view with the page already found, so that it does not search level by level.

    What it shows of a page without restrictions is for everybody.
    """
    components = [component for component in path.split("/") if component]
    found = find(request, components)
    request._wagtail_route_for_request = found  # type: ignore[attr-defined]
    response = views.serve(request, path)
    if found and not found.page.is_restricted and _is_shared(request, response):
        sharing.for_everybody(response)
    return response


def _is_shared(request: HttpRequest, response: HttpResponse) -> bool:
    alternate_view = current(request).alternate_view
    is_read = request.method in ("GET", "HEAD") and response.status_code == 200
    return is_read and (alternate_view is None or alternate_view.is_shared)


def find(request: HttpRequest, components: list[str]) -> RouteResult | None:
    """Returns the route of a URL in the reader’s language, or None if there is no page.

    Aliases, which some admin actions leave behind, are not pages of the site.
    """
    trail = _trail(components) if len(components) <= MAX_LEVELS else []
    if not trail:
        return None
    found = trail[-1]
    if found.alias_of_id:
        return None
    page = _with_what_it_reads(found)
    page.breadcrumb = [step for step in trail[:-1] if step.live and not step.alias_of_id] + [page]
    page.locale = found.locale
    page.is_restricted = found.is_restricted
    try:
        return page.route(request, components[len(trail) - 1 :])
    except Http404:
        return None


def _trail(components: list[str]) -> list[Page]:
    """Returns the pages from the home page down, for as many URL components as match."""
    candidates = (
        Page.objects.filter(
            depth__gte=HOME_DEPTH,
            depth__lte=HOME_DEPTH + len(components),
            locale__language_code=get_language(),
        )
        .select_related("locale", "content_type")
        .annotate(is_restricted=restricted_pages())
        .order_by("depth", "path")
    )
    on_the_way = candidates.filter(home_pages() | Q(depth__gt=HOME_DEPTH, slug__in=components))
    trail: list[Page] = []
    for page in on_the_way:
        if page.depth - HOME_DEPTH == len(trail) and _comes_next(trail, page, components):
            trail.append(page)
    return trail


def _comes_next(trail: list[Page], page: Page, components: list[str]) -> bool:
    """Returns whether the page is the home page of an empty trail, or the next child in the URL."""
    if not trail:
        return True
    return page.slug == components[len(trail) - 1] and page.path.startswith(trail[-1].path)


def _with_what_it_reads(found: Page) -> Page:
    """Returns the page as its specific type, with the related rows that its template reads."""
    page_type = found.content_type.model_class()
    if page_type is None:
        raise Http404
    related = getattr(page_type, "select_related_fields", ())
    return page_type._default_manager.select_related(*related).get(pk=found.pk)
