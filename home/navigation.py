"""The way around the site: doors, menu, breadcrumb and languages, in as few queries as it takes."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
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
    """Context processor: nothing is looked up before a template asks.

    The head is that of an error page; a page brings its own.
    """
    return {"navigation": Navigation(request), "head": head.for_no_page()}


class Navigation:
    def __init__(self, request: HttpRequest):
        self._request = request

    @property
    def page(self) -> PortalPage | None:
        """The page being shown; None on an error page or in the admin."""
        return getattr(self._request, "portal_page", None)

    @cached_property
    def home_url(self) -> str:
        return self._home.url if self._home else "/"

    @cached_property
    def doors(self) -> list[Link]:
        """The three doors, less those without a page in this language."""
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
        """Menu pages that are neither a door nor a page of plain text, then the reader’s binder."""
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
        """Where a search field asks what it could offer."""
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
        """Where all words are explained."""
        return words.ALTERNATE_VIEW.address(self.methods_url) if self.methods_url else ""

    @cached_property
    def breadcrumb(self) -> list[Link]:
        """From the home page to this one, which carries no link. Nothing on the home page."""
        home = Link(_("Accueil"), self.home_url)
        part = [Link(self._part.name, "", is_current=True)] if self._part else []
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
        """The whole addresses of the page in all its languages, if it has several."""
        versions = [page for page in self._frame if self._is_version(page)]
        if len(versions) < 2:
            return []
        return [
            Link("", page.get_full_url() + self._subpath, code=page.locale.language_code)
            for page in versions
        ]

    @cached_property
    def languages(self) -> list[Link]:
        """What is shown, in each language that has it; else that language’s home page."""
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
        """The home page of each language, the pages right below them, and this page’s versions."""
        # No index tells how deep a page lies: the types that may stand there are found by one.
        types = ContentType.objects.get_for_models(*HomePage.allowed_subpage_models()).values()
        wanted = home_pages() | Q(depth=HOME_DEPTH + 1, content_type__in=types)
        if self.page:
            wanted |= Q(translation_key=self.page.translation_key)
        pages = PortalPage.objects.live_and_public().filter(wanted)
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
    def _part(self) -> head.Part | None:
        """What is shown of the page, or beside all pages, at an address of its own."""
        return getattr(self._request, "portal_part", None)

    def _address(self, page: Page, language: str) -> str:
        """Of the same route where it is a version of this page, or where no page is shown."""
        if self.page is None and self._part:
            return translate_url(self._request.get_full_path(), language)
        return page.url + (self._subpath if self._is_version(page) else "")

    def _is_version(self, page: Page) -> bool:
        return self.page is not None and page.translation_key == self.page.translation_key

    def _is_current(self, page: Page) -> bool:
        return self.page is not None and self.page.path.startswith(page.path)
