"""The guides: their texts, the admin views they belong to, and links to what each explains.

A guide is a file in `texts/`, named by its slug. Labels quoted in a step (« … ») must appear in its
`scene`, a view that the browser test can open.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps
from django.templatetags.static import static
from django.urls import ResolverMatch, reverse
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from home import dashboard
from methods.models import MethodSheetPage
from portal.people.models import User
from projects.concertation.permissions import may_run_any
from projects.parks.models import ProjectPage

FOLDER = Path(__file__).parent
#: Size and visible words of each screenshot, written when it is taken.
PICTURES = FOLDER / "pictures.json"
EDITORS = {"wagtailadmin_pages:add", "wagtailadmin_pages:edit"}
#: The guide for the edit view when wagtail-localize replaces it.
OF_TRANSLATIONS = "traduire"


@dataclass(frozen=True)
class Picture:
    """A screenshot; `width` and `height` are in pixels."""

    scene: str
    width: int
    height: int
    alt: str

    @property
    def url(self) -> str:
        return static(f"img/aide/{self.scene}.png")


@dataclass(frozen=True)
class Step:
    title: str
    text: str
    scene: str = ""
    #: The alternative text of the screenshot; if empty, the step has none.
    alt: str = ""

    @property
    def picture(self) -> Picture | None:
        if not self.alt:
            return None
        recorded = pictures()[self.scene]
        return Picture(self.scene, recorded["width"], recorded["height"], self.alt)


@dataclass(frozen=True)
class Guide:
    slug: str
    title: str
    summary: str
    steps: tuple[Step, ...]
    #: URL names of the views it is shown on.
    screens: tuple[str, ...] = ()
    #: Page type (`app.Model`, subclasses included) whose edit view it is shown on.
    pages: str = ""

    @property
    def url(self) -> str:
        return reverse("help_guide", args=(self.slug,))


@cache
def guides() -> dict[str, Guide]:
    """Returns all guides by slug, in the order of their files."""
    return {guide.slug: guide for guide in map(_read, sorted((FOLDER / "texts").glob("*.toml")))}


@cache
def pictures() -> dict[str, dict]:
    return json.loads(PICTURES.read_text())


def guide_of_screen(
    match: ResolverMatch, page_type: type[Page] | None = None, *, translates: bool = False
) -> Guide | None:
    """Returns the guide of an admin view, or None; for an edit view, that of the nearest page type."""
    if translates:
        return guides()[OF_TRANSLATIONS]
    if match.view_name in EDITORS:
        nearest = (_by_page_type().get(each) for each in getattr(page_type, "__mro__", ()))
        return next(filter(None, nearest), None)
    return _by_screen().get(match.view_name)


def ways(user: User) -> dict[str, str]:
    """Maps the slug of each guide to the URL where the user starts its task, in a few queries.

    No entry: the user lacks the permission. An empty string: there is no single starting point.
    """
    places = dashboard.places_to_add(user)
    announces = any(dashboard.parents_for(each, places) for each in dashboard.EVENT_TYPES)
    writes = page_permission_policy.user_has_any_permission(user, ["add", "change"])
    dates = dashboard.way_to_add_a_date(user)
    found: dict[str, str | None] = {
        "accueil": reverse("wagtailadmin_home"),
        "ecrire-une-fiche": dashboard.way_to_add(MethodSheetPage, places) or None,
        "importer-un-document": _if(dashboard.parents_for(MethodSheetPage, places), "import_document"),
        "partir-d-un-modele": _if(dashboard.types_to_write(places), "dashboard_models"),
        "annoncer-un-rendez-vous": _if(announces, "wagtailadmin_home"),
        "dates": dates or None,
        "inscriptions": "" if dates else None,
        "propositions": "" if dates else None,
        "valider": "" if writes else None,
        "raconter-un-projet": dashboard.way_to_add(ProjectPage, places) or None,
        "traduire": _if(writes, "translations"),
        "images-et-documents": _if(
            picture_policy.user_has_permission(user, "add"), "wagtailimages:index"
        ),
        "corbeille": _if(writes, "trash"),
        "preparer-une-consultation": _if(may_run_any(user), "consultation_desk:index"),
    }
    return {slug: way for slug, way in found.items() if way is not None}


def _if(allowed: object, name: str) -> str | None:
    return reverse(name) if allowed else None


@cache
def _by_screen() -> dict[str, Guide]:
    return {name: guide for guide in guides().values() for name in guide.screens}


@cache
def _by_page_type() -> dict[type[Page], Guide]:
    return {apps.get_model(guide.pages): guide for guide in guides().values() if guide.pages}


def _read(path: Path) -> Guide:
    """Reads a guide from a file; its slug is the file name without the number, which gives the order."""
    values = tomllib.loads(path.read_text())
    steps = tuple(Step(**step) for step in values.pop("steps"))
    screens = tuple(values.pop("screens", ()))
    return Guide(path.stem.partition("-")[2], steps=steps, screens=screens, **values)
