"""Views that are not Wagtail pages: health, robots, uploaded pictures."""

import mimetypes
import posixpath

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.operations.cache import outage
from portal.operations.error_pages import RETRY_SECONDS

#: Renditions only: originals and documents may belong to drafts or restricted collections.
PUBLIC_FOLDER = "images/"
#: Users’ avatars, for signed-in users.
PRIVATE_FOLDER = "avatar_images/"
#: A picture opened directly (SVG) can neither run scripts nor load anything.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Returns 200 if the database is available, else 503, for load balancers and probes. The text says if
    the cache is unavailable, which the site can do without.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
    except DatabaseError:
        headers = {"Retry-After": str(RETRY_SECONDS)}
        return HttpResponse("no database", "text/plain", status=503, headers=headers)
    cache.get("health")
    return HttpResponse("ok, without cache" if outage.lasts else "ok", content_type="text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain")


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """Serves a rendition of an uploaded picture, whose name changes with its content."""
    if posixpath.normpath(name) != name or not _may_see(request, name):
        raise Http404
    try:
        file = default_storage.open(name)
    except (OSError, SuspiciousFileOperation, ValueError):
        raise Http404 from None
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = FileResponse(file, content_type=kind)
    audience = "public" if name.startswith(PUBLIC_FOLDER) else "private"
    response["Cache-Control"] = f"{audience}, max-age=31536000, immutable"
    response["Content-Security-Policy"] = PICTURE_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _may_see(request: HttpRequest, name: str) -> bool:
    if name.startswith(PUBLIC_FOLDER):
        return True
    return name.startswith(PRIVATE_FOLDER) and request.user.is_authenticated
