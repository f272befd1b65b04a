"""A page below the home page that documents the API for people.

It is generated from the API fields of the models, so that it always agrees with the API.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import get_page_models

from portal.content import head
from portal.content.alternate_views import AlternateView
from portal.content.current import current
from portal.content.models import PortalPage

if TYPE_CHECKING:
    from home.models import HomePage

NAME = "donnees-ouvertes"
#: Labels of API fields that are not model fields.
WORDS = {
    "kind_slug": gettext_lazy("type de page, en un mot"),
    "themes": gettext_lazy("thèmes"),
    "audiences": gettext_lazy("publics"),
    "picture": gettext_lazy("image et sa description"),
    "stage_shown": gettext_lazy("temps de la démarche"),
    "related": gettext_lazy("fiches à lire ensuite"),
    "schedule": gettext_lazy("échéancier"),
    "effects_shown": gettext_lazy("effets constatés"),
    "actions": gettext_lazy("actions du projet"),
    "orientations": gettext_lazy("orientations de la charte"),
    "members": gettext_lazy("associations membres"),
    "occurrences": gettext_lazy("dates, avec leur état"),
    "sheets": gettext_lazy("fiches suivies"),
    "actors": gettext_lazy("qui l’atelier réunit"),
    "agenda_points": gettext_lazy("ordre du jour"),
    "stops": gettext_lazy("arrêts du parcours"),
    "question": gettext_lazy("question commune"),
}


@dataclass(frozen=True)
class FieldDescription:
    """`is_detail` is true for a field that only the detail URL of a page returns."""

    name: str
    label: str
    is_detail: bool


@dataclass(frozen=True)
class TypeDescription:
    name: str
    label: str
    fields: list[FieldDescription]


def common_fields() -> list[FieldDescription]:
    """Returns the API fields of every page."""
    return _fields(PortalPage)


def types() -> list[TypeDescription]:
    """Returns the page types sorted by label, with their API fields other than the common ones."""
    common = common_fields()
    return sorted(
        (
            TypeDescription(
                model._meta.label,
                capfirst(str(model._meta.verbose_name)),
                [field for field in _fields(model) if field not in common],
            )
            for model in get_page_models()
            if issubclass(model, PortalPage) and model.is_creatable
        ),
        key=lambda each: each.label,
    )


def _fields(model: type[PortalPage]) -> list[FieldDescription]:
    return [
        FieldDescription(field.name, _label(model, field.name), is_detail)
        for is_detail, fields in ((False, model.api_fields), (True, model.api_details))
        for field in fields
    ]


def _label(model: type[PortalPage], name: str) -> str:
    if name in WORDS:
        return str(WORDS[name])
    try:
        return str(getattr(model._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:
        return name


def serve(page: HomePage, request: HttpRequest) -> HttpResponse:
    title = _("Données ouvertes")
    summary = _("Les pages publiées du portail, à relire et à réutiliser par vos propres outils.")
    shown = current(request)
    shown.page, shown.part = page, title
    address = ALTERNATE_VIEW.address(page.canonical_url(request))
    own_head = head.for_part(head.for_page(page, request), title, summary)
    context = {
        "head": replace(own_head, canonical=address, address=address),
        "title": title,
        "summary": summary,
        "pages_address": settings.SITE_URL + reverse("api:pages:listing"),
        "limit": settings.WAGTAILAPI_LIMIT_MAX,
        "licence": settings.OPEN_DATA_LICENCE,
        "common_fields": common_fields(),
        "types": types(),
        "language": page.locale.language_code,
    }
    return TemplateResponse(request, "home/open_data_page.html", context)


ALTERNATE_VIEW = AlternateView(NAME, serve, in_every_language=True, is_shared=True)
