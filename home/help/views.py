"""Admin views: the list of guides for a user, and one guide."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from home.dashboard import Choice
from home.help.guides import guides, ways
from portal.people.requests import AuthenticatedHttpRequest


def index(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Lists the guides to what the user may do."""
    allowed = ways(request.user)
    choices = [
        Choice(guide.title, guide.url, guide.summary)
        for guide in guides().values()
        if guide.slug in allowed
    ]
    return _screen(request, "index", _("Aide"), choices=choices)


def show(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    guide = guides().get(slug)
    if guide is None:
        raise Http404
    return _screen(request, "guide", guide.title, guide=guide, way=ways(request.user).get(slug))


def _screen(request: HttpRequest, name: str, title: str, **context) -> HttpResponse:
    screen = {"page_title": title, "header_title": title, "header_icon": "help", "breadcrumbs_items": []}
    return TemplateResponse(request, f"wagtailadmin/help/{name}.html", screen | context)
