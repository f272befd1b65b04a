"""Admin views that create a page from a starter or another page: choice, then title and parent."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from home import dashboard
from portal.content import beginnings
from portal.content.models import PortalPage
from portal.content.querysets import PortalPageQuerySet
from portal.people.models import User
from portal.people.requests import AuthenticatedHttpRequest

#: Number of pages listed to copy from; others are found by title.
SHOWN = 12


@dataclass(frozen=True)
class Shelf:
    """The starters of one page type."""

    label: str
    family: str
    choices: list[dashboard.Choice]


class PlaceField(forms.ModelChoiceField):
    def label_from_instance(self, page: PortalPage) -> str:
        return page.get_admin_display_title()


class BeginningForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Titre de la nouvelle page"),
        max_length=255,
        help_text=gettext_lazy("Vous pourrez le changer."),
    )

    def __init__(self, *args, parents: list[PortalPage], **kwargs):
        super().__init__(*args, **kwargs)
        pages = PortalPage.objects.filter(pk__in=[page.pk for page in parents]).order_by("title")
        field = PlaceField(pages, label=_("Où la ranger ?"), empty_label=None)
        if len(parents) == 1:
            field.widget, field.initial = forms.HiddenInput(), parents[0].pk
        self.fields["parent"] = field

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())


def choose(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Lists the starters of the page types a user may create, and pages to copy, with a title search."""
    types = dashboard.types_to_write(dashboard.places_to_add(request.user))
    if not types:
        raise PermissionDenied
    query = " ".join(request.GET.get("q", "").replace("\0", "").split())
    pages = pages_to_repeat(request.user, types).filter(title__icontains=query)
    return _screen(
        request,
        "models",
        _("Partir d’un modèle"),
        shelves=[shelf for each in types if (shelf := _shelf(each)).choices],
        query=query,
        choices=[_choice_of_page(page) for page in pages[:SHOWN]],
    )


def from_model(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    starter = beginnings.find(slug)
    if starter is None:
        raise Http404
    return _begin(
        request,
        starter.page_type,
        str(starter.label),
        "",
        lambda parent, title: beginnings.begin_from_model(starter, parent, title, request.user),
    )


def from_page(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    pages = pages_to_repeat(request.user, list(dashboard.CREATABLE_TYPES))
    page: PortalPage = get_object_or_404(pages, pk=pk).specific
    if page.permissions_for_user(request.user).can_edit():
        page = page.get_latest_revision_as_object()
    return _begin(
        request,
        type(page),
        _("Repartir de « %(title)s »") % {"title": page.title},
        page.title,
        lambda parent, title: beginnings.begin_from_page(page, parent, title, request.user),
    )


def on_page_to_repeat(request: AuthenticatedHttpRequest, pk: int) -> bool:
    """The permission rule of `from_page`, for the table of rights."""
    return pages_to_repeat(request.user, list(dashboard.CREATABLE_TYPES)).filter(pk=pk).exists()


def pages_to_repeat(user: User, types: list[type[PortalPage]]) -> PortalPageQuerySet:
    """Returns the public pages, and those a user may edit, of these types, latest first."""
    own = PortalPage.objects.editable_by(user, "change").values("pk")
    public = PortalPage.objects.live_and_public().values("pk")
    pages = PortalPage.objects.written().exact_type(*types)
    return (pages.filter(pk__in=own) | pages.filter(pk__in=public)).order_by(
        "-latest_revision_created_at", "-pk"
    )


def _begin(request, page_type, heading, title, make) -> HttpResponse:
    """Asks for a title and, if there are several, for a parent; then creates the draft."""
    parents = dashboard.parents_for(page_type, dashboard.places_to_add(request.user))
    if not parents:
        raise PermissionDenied
    form = BeginningForm(request.POST or None, parents=parents, initial={"title": title})
    if request.method == "POST" and form.is_valid():
        page = make(form.cleaned_data["parent"].specific, form.cleaned_data["title"])
        messages.success(request, _("Le brouillon est prêt : complétez-le, puis publiez-le."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return _screen(
        request,
        "begin",
        heading,
        subtitle=capfirst(str(page_type._meta.verbose_name)),
        form=form,
        is_repeated=bool(title),
    )


def _shelf(page_type: type[PortalPage]) -> Shelf:
    return Shelf(
        capfirst(str(page_type._meta.verbose_name)),
        page_type.family,
        [
            dashboard.Choice(
                str(each.label), reverse("dashboard_model", args=(each.slug,)), str(each.hint)
            )
            for each in beginnings.starters_for(page_type)
        ],
    )


def _choice_of_page(page: PortalPage) -> dashboard.Choice:
    note = " – ".join(filter(None, [capfirst(page.kind_label), str(page.park or "")]))
    return dashboard.Choice(page.title, reverse("dashboard_repeat", args=(page.pk,)), note)


def _screen(request: HttpRequest, name: str, title: str, *, subtitle="", **context) -> HttpResponse:
    screen = {
        "page_title": title,
        "page_subtitle": subtitle,
        "header_title": title,
        "header_icon": "copy",
        "breadcrumbs_items": [],
    }
    return TemplateResponse(request, f"wagtailadmin/home/{name}.html", screen | context)
