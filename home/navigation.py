"""Navigation of the site: main entries, menu, breadcrumb and languages, in few queries."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.catalogue import suggestions
from home.catalogue.models import CataloguePage
from home.models import HomePage, StandardPage
from home.open_data import views
from methods import words
from methods.models import MethodIndexPage
from portal.content import head
from portal.content.current import current
from portal.content.models import PortalPage
from portal.pages.querysets import HOME_DEPTH, home_pages
from projects.agenda.models import AgendaPage


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    hint: str = ""
    code: str = ""
    kind: str = ""
    is_current: bool = False


def navigation(request: HttpRequest) -> dict[str, object]:
    """Context processor; queries run only when a template uses a value.

    `head` is the default for error pages; a page overrides it.
    """
    return {"navigation": Navigation(request), "head": head.for_no_page()}


class Navigation:
    def __init__(self, request: HttpRequest):
        self._request = request

    @property
    def page(self) -> PortalPage | None:
        """The current page, or None on an error page or in the admin."""
        return current(self._request).page

    @cached_property
    def home_url(self) -> str:
        return self._home.url if self._home else "/"

    @cached_property
    def doors(self) -> list[Link]:
        """The three main entries, without those that have no page in this language."""
        return [
            Link(label, page.url, hint, kind=page_type.family, is_current=self._is_current(page))
            for page_type, label, hint in (
                (
                    MethodIndexPage,
                    _("Comprendre et animer"),
                    _("La démarche et ses fiches"),
                ),
                (
                    CataloguePage,
                    _("S’inspirer"),
                    _("Des exemples par thème et par public"),
                ),
                (AgendaPage, _("Participer"), _("Les prochains rendez-vous")),
            )
            if (page := self._child_of_type(page_type))
        ]

    @cached_property
    def links(self) -> list[Link]:
        """Menu pages that are neither a main entry nor a StandardPage, then the reader’s binder."""
        doors = (MethodIndexPage, CataloguePage, AgendaPage, StandardPage)
        pages = [
            Link(page.title, page.url, is_current=self._is_current(page))
            for page in self._children
            if page.show_in_menus and page.specific_class not in doors
        ]
        binder = reverse("binder")
        is_current = self._request.path.startswith(binder)
        return [*pages, Link(_("Mon classeur"), binder, is_current=is_current)]

    @cached_property
    def footer_links(self) -> list[Link]:
        pages = [
            Link(page.title, page.url, is_current=self._is_current(page))
            for page in self._children
            if page.show_in_menus and page.specific_class is StandardPage
        ]
        open_to_programs = Link(_("Données ouvertes"), views.ALTERNATE_VIEW.address(self.home_url))
        return [*pages, open_to_programs] if self._home else pages

    @cached_property
    def search_url(self) -> str:
        catalogue = self._child_of_type(CataloguePage)
        return catalogue.url if catalogue else ""

    @cached_property
    def suggestions_url(self) -> str:
        """The URL of the JSON suggestions for search fields, or an empty string without a catalogue."""
        return suggestions.ALTERNATE_VIEW.address(self.search_url) if self.search_url else ""

    @cached_property
    def agenda_url(self) -> str:
        agenda = self._child_of_type(AgendaPage)
        return agenda.url if agenda else ""

    @cached_property
    def methods_url(self) -> str:
        methods = self._child_of_type(MethodIndexPage)
        return methods.url if methods else ""

    @cached_property
    def words_url(self) -> str:
        """The URL of the glossary, or an empty string without a method index."""
        return words.ALTERNATE_VIEW.address(self.methods_url) if self.methods_url else ""

    @cached_property
    def breadcrumb(self) -> list[Link]:
        """From the home page to this page, which has no URL; empty on the home page."""
        home = Link(_("Accueil"), self.home_url)
        part = [Link(self._part, "", is_current=True)] if self._part else []
        if self.page is None:
            return [home, *part] if part else []
        if self.page.is_home and not part:
            return []
        *above, here = self.page.breadcrumb
        steps = [Link(step.title, step.url) for step in above[1:]]
        if part:
            whole = [] if self.page.is_home else [Link(here.title, here.url)]
            return [home, *steps, *whole, *part]
        return [home, *steps, Link(here.title, "", is_current=True)]

    @cached_property
    def alternates(self) -> list[Link]:
        """Absolute URLs of the page in all its languages; empty if it has only one."""
        versions = [page for page in self._frame if self._is_version(page)]
        if len(versions) < 2:
            return []
        return [
            Link("", page.get_full_url() + self._subpath, code=page.locale.language_code)
            for page in versions
        ]

    @cached_property
    def languages(self) -> list[Link]:
        """Links to the current page in each language, or to that language’s home page."""
        versions = self._homes | {
            page.locale.language_code: page for page in self._frame if self._is_version(page)
        }
        return [
            Link(label, self._address(versions[code], code), code=code, is_current=code == get_language())
            for code, label in settings.LANGUAGES
            if code in versions
        ]

    @cached_property
    def _frame(self) -> list[PortalPage]:
        """The home page of each language, their children, and the translations of the current page."""
        # `depth` has no index: filtering by the allowed page types uses that of `content_type`.
        types = ContentType.objects.get_for_models(*HomePage.allowed_subpage_models()).values()
        keys = Page.objects.order_by().values("pk")
        wanted = [keys.filter(depth=HOME_DEPTH + 1, content_type__in=types)]
        if self.page:
            wanted.append(keys.filter(translation_key=self.page.translation_key))
        # Each part has its index; joined by OR, SQLite would read all pages.
        pages = PortalPage.objects.live_and_public().filter(
            pk__in=keys.filter(home_pages()).union(*wanted)
        )
        return list(pages.select_related("locale", "content_type").order_by("path"))

    @cached_property
    def _homes(self) -> dict[str, PortalPage]:
        return {page.locale.language_code: page for page in self._frame if page.depth == HOME_DEPTH}

    @property
    def _home(self) -> PortalPage | None:
        return self._homes.get(get_language()) or self._homes.get(settings.LANGUAGE_CODE)

    @cached_property
    def _children(self) -> list[PortalPage]:
        if self._home is None:
            return []
        return [
            page
            for page in self._frame
            if page.depth == HOME_DEPTH + 1 and page.path.startswith(self._home.path)
        ]

    def _child_of_type(self, page_type: type[PortalPage]) -> PortalPage | None:
        return next((page for page in self._children if page.specific_class is page_type), None)

    @property
    def _subpath(self) -> str:
        return self.page.subpath(self._request) if self.page else ""

    @property
    def _part(self) -> str:
        """The part of the page shown at its own URL (a route), or that of a view without a page."""
        return current(self._request).part

    def _address(self, page: Page, language: str) -> str:
        """The URL of `page`, with the route for a translation of the current page; for a view without a
        page, its translated URL.
        """
        if self.page is None and self._part:
            return translate_url(self._request.get_full_path(), language)
        return page.url + (self._subpath if self._is_version(page) else "")

    def _is_version(self, page: Page) -> bool:
        return self.page is not None and page.translation_key == self.page.translation_key

    def _is_current(self, page: Page) -> bool:
        return self.page is not None and self.page.path.startswith(page.path)
