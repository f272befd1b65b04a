"""What a user may create, and where."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from home.dashboard.choices import Choice
from methods.models import MethodIndexPage, MethodSheetPage
from portal.content.models import PortalPage
from portal.people.models import User
from projects.agenda.models import BrainstormingPage, EventPage, MeetingPage, WorkshopPage
from projects.parks.models import ParkPage, ProjectPage
from projects.walks.models import UrbanWalkPage

EVENT_TYPES: tuple[type[EventPage], ...] = (
    WorkshopPage,
    UrbanWalkPage,
    BrainstormingPage,
    MeetingPage,
)
CREATABLE_TYPES: tuple[type[PortalPage], ...] = (*EVENT_TYPES, MethodSheetPage, ProjectPage)
CREATABLE = {page_type.kind_slug: page_type for page_type in CREATABLE_TYPES}


@dataclass(frozen=True)
class Start:
    """Something to create, with one link or several (`ways`). `family` sets its colour."""

    label: str
    hint: str
    icon: str
    family: str = ""
    url: str = ""
    ways: tuple[Choice, ...] = ()


def starts(user: User) -> list[Start]:
    """Returns what a user may create, in at most three queries."""
    places = places_to_add(user)
    ways = tuple(
        Choice(capfirst(str(page_type._meta.verbose_name)), url)
        for page_type in EVENT_TYPES
        if (url := way_to_add(page_type, places))
    )
    offered = [
        Start(
            _("Annoncer un rendez-vous"),
            _("Un lieu, une date, une invitation à venir."),
            "calendar-alt",
            EventPage.family,
            ways=ways,
        ),
        Start(
            _("Écrire une fiche méthode"),
            _("Comment faire une chose, étape par étape."),
            "doc-full",
            MethodSheetPage.family,
            way_to_add(MethodSheetPage, places),
        ),
        Start(
            _("Importer un document"),
            _("Un fichier Word, LibreOffice, PDF ou texte devient un brouillon de fiche."),
            "upload",
            MethodSheetPage.family,
            reverse("import_document") if parents_for(MethodSheetPage, places) else "",
        ),
        Start(
            _("Raconter un projet"),
            _("Sa question, ses partenaires, ce qu’il change."),
            "edit",
            ProjectPage.family,
            way_to_add(ProjectPage, places),
        ),
        Start(
            _("Ajouter une date"),
            _("À un rendez-vous déjà annoncé."),
            "plus",
            EventPage.family,
            way_to_add_a_date(user),
        ),
        Start(
            _("Partir d’un modèle"),
            _("Une trame à compléter, ou une page à reprendre sans ses dates ni ses personnes."),
            "copy",
            url=reverse("dashboard_models") if types_to_write(places) else "",
        ),
        Start(_("Voir le site"), _("Comme le voient les habitants."), "view", url="/"),
    ]
    return [start for start in offered if start.url or start.ways]


def places_to_add(user: User) -> list[PortalPage]:
    """Returns the Parks and method indexes a user may add to, and pages with explicit permissions."""
    given = [
        permission.page_id for permission in page_permission_policy.get_cached_permissions_for_user(user)
    ]
    types = ContentType.objects.get_for_models(ParkPage, MethodIndexPage)
    pages = PortalPage.objects.written().editable_by(user, "add")
    return list(pages.filter(Q(content_type__in=types.values()) | Q(pk__in=given)).order_by("path"))


def parents_for(page_type: type[PortalPage], places: list[PortalPage]) -> list[PortalPage]:
    """Returns the allowed parents of the type, sorted by title, without descendants of others."""
    parent_types = page_type.allowed_parent_page_models()
    parents: list[PortalPage] = []
    for place in places:
        if place.specific_class in parent_types and not any(map(place.is_descendant_of, parents)):
            parents.append(place)
    return sorted(parents, key=lambda page: page.title)


def types_to_write(places: list[PortalPage]) -> list[type[PortalPage]]:
    """Returns the page types allowed under one of these places."""
    return [page_type for page_type in CREATABLE_TYPES if parents_for(page_type, places)]


def way_to_add_under(page_type: type[PortalPage], parent: Page) -> str:
    options = page_type._meta
    return reverse("wagtailadmin_pages:add", args=(options.app_label, options.model_name, parent.pk))


def events_to_date(user: User) -> QuerySet[EventPage]:
    """Returns the events a user may add dates to, the last edited first."""
    events = EventPage.objects.written().with_editable_records(user)
    return events.defer_streamfields().order_by("-latest_revision_created_at", "-pk")


def way_to_add(page_type: type[PortalPage], places: list[PortalPage]) -> str:
    """Returns the URL of the form, of a choice if there are several parents, or "" if there is none."""
    parents = parents_for(page_type, places)
    if len(parents) == 1:
        return way_to_add_under(page_type, parents[0])
    return reverse("dashboard_create", args=(page_type.kind_slug,)) if parents else ""


def way_to_add_a_date(user: User) -> str:
    events = list(events_to_date(user).values_list("pk", flat=True)[:2])
    if len(events) == 1:
        return reverse("dates:add", args=events)
    return reverse("dashboard_dates") if events else ""
