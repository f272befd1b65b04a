"""Addresses. The admin, sign-in and files stand outside the languages; pages within them."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic.base import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from home import sitemaps
from home.binder import views as binder
from portal.api import views as api
from portal.content import easy_read, routing
from portal.operations import error_pages, sign_in, views
from portal.people import rights

#: Wagtail’s patterns that the site answers in its own way.
REPLACED = {"wagtail_serve", "wagtailcore_login"}

handler400 = error_pages.bad_request
handler403 = error_pages.permission_denied
handler404 = error_pages.page_not_found
handler500 = error_pages.server_error
#: allauth’s limits look for it here.
handler429 = "portal.operations.error_pages.too_many_requests"


def gallery() -> list:
    """The gallery of components, where code is written: elsewhere its addresses do not exist."""
    return [path("composants/", include("portal.gallery.urls"))] if settings.COMPONENT_GALLERY else []


urlpatterns = [
    path("admin/compte/", include("allauth.urls")),
    path("admin/login/", sign_in.ONLY_DOOR),
    path("admin/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, rights.checked))),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:name>", views.picture, name="picture"),
    path("lecture/", easy_read.remember, name="reading_choice"),
    path("api/", include((api.urlpatterns, "api"))),
    path("sante/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemaps.serve, name="sitemap"),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}img/favicon.svg")),
]

urlpatterns += i18n_patterns(
    *gallery(),
    path("classeur/", binder.binder, name="binder"),
    path("classeur/changer/", binder.change, name="change_binder"),
    path("classeur/livret.pdf", binder.booklet, name="booklet"),
    path("classeur/partage/", binder.shared, name="shared_binder"),
    path("classeur/partage/livret.pdf", binder.shared_booklet, name="shared_booklet"),
    path("mon-inscription/", include("projects.registrations.urls")),
    path("mon-abonnement/", include("projects.subscriptions.urls")),
    path("_util/login/", sign_in.ONLY_DOOR, name="wagtailcore_login"),
    *(pattern for pattern in wagtail_urls.urlpatterns if pattern.name not in REPLACED),
    re_path(routing.FILE_PATTERN, routing.serve),
    re_path(wagtail_urls.serve_pattern, routing.serve, name="wagtail_serve"),
    prefix_default_language=False,
)
