"""Admin views of translations: the report of their states, and the changes of one page."""

from __future__ import annotations

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from portal.content.models import PortalPage
from portal.people.requests import AuthenticatedHttpRequest
from portal.territory.models import Park
from portal.translation import services
from portal.translation.changes import changes_of
from portal.translation.sources import editable_translations, source_behind
from portal.translation.states import (
    State,
    in_state,
    numbers_of,
    passages,
    target_languages,
    translations_of,
    with_states,
)


class PageColumn(Column):
    """A page as a link to its editor, with its type and its Park."""

    cell_template_name = "wagtailadmin/translations/page_cell.html"

    def get_value(self, instance):
        facts = filter(None, [capfirst(instance.kind_label), instance.park and str(instance.park)])
        return {
            "title": instance.get_admin_display_title(),
            "url": reverse("wagtailadmin_pages:edit", args=(instance.pk,)),
            "note": " – ".join(facts),
        }


class StateColumn(Column):
    """The state of the translation into one language, with a link to the next step."""

    cell_template_name = "wagtailadmin/translations/state_cell.html"

    def __init__(self, language: str, name: str):
        super().__init__(f"translation_{language}", label=name)
        self.language = language

    def get_value(self, instance):
        return translations_of(instance)[self.language]


def _pages(request: HttpRequest):
    """Returns the published pages that the user may edit: drafts are not to be translated yet."""
    return PortalPage.objects.written().editable_by(request.user, "change").live()


def _parks(request: HttpRequest):
    return Park.objects.filter(pk__in=_pages(request).values("park"))


def _types(request: HttpRequest):
    return ContentType.objects.filter(pk__in=_pages(request).values("content_type")).order_by("model")


class OverviewFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("État"), choices=State.choices, method="filter_state"
    )
    park = django_filters.ModelChoiceFilter(label=gettext_lazy("Parc"), queryset=_parks)
    content_type = ContentTypeFilter(label=gettext_lazy("Type"), queryset=_types)

    class Meta:
        model = PortalPage
        fields = ["state", "park", "content_type"]

    def _add_locale_filter(self):
        """Adds none: all pages listed are in one language, the others are columns."""

    def filter_state(self, pages, name, value):
        return pages.filter(in_state(value))


class OverviewView(ReportView):
    """Report of the published pages that the user may edit, with the states of their translations."""

    page_title = gettext_lazy("Traductions")
    header_icon = "wagtail-localize-language"
    index_url_name = "translations"
    index_results_url_name = "translations_results"
    results_template_name = "wagtailadmin/translations/overview_results.html"
    filterset_class = OverviewFilterSet
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change"]
    no_results_message = gettext_lazy("Aucune page ne répond à ces critères.")

    @cached_property
    def columns(self):
        states = [StateColumn(*language) for language in target_languages().items()]
        return [PageColumn("page", label=_("Page en français")), *states]

    def get_context_data(self, *args, **kwargs):
        """Adds a summary of all pages, ignoring the filters."""
        pages = self.get_queryset()
        summary = [(name, numbers_of(pages, code)) for code, name in target_languages().items()]
        return super().get_context_data(*args, **kwargs) | {"summary": summary}

    def get_queryset(self):
        pages = with_states(_pages(self.request))
        return pages.select_related("park", "content_type").order_by("title", "pk")


def show_changes(request: AuthenticatedHttpRequest, page_id: int) -> HttpResponse:
    """Shows the pending changes of a page; POST takes them over.

    `page_id` is the page the user comes from: the original or one of its translations.
    """
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    source = source_behind(page)
    if source is None:
        raise Http404
    translations = editable_translations(source, request.user)
    own = page if page in translations else next(iter(translations), None)
    editor = reverse("wagtailadmin_pages:edit", args=(own.pk,)) if own else ""
    if request.method == "POST":
        services.take_over(source)
        messages.success(
            request, _("C’est repris. Corrigez les passages changés, puis publiez la traduction.")
        )
        return redirect(editor or reverse("translations"))
    changes = changes_of(source)
    original = source.get_source_instance()
    context = {
        "page_title": _("Ce qui a changé"),
        "page_subtitle": original.get_admin_display_title(),
        "header_title": _("Ce qui a changé"),
        "header_icon": "wagtail-localize-language",
        "breadcrumbs_items": [],
        "changes": changes,
        "since": source.last_updated_at,
        "number": passages(len(changes)),
        "original_url": reverse("wagtailadmin_pages:edit", args=(original.pk,)),
        "translation_url": editor,
    }
    return TemplateResponse(request, "wagtailadmin/translations/changes.html", context)
