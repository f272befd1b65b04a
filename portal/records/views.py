"""The admin views of a page’s plain records: list, add, edit, delete."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.formats import localize
from django.utils.functional import Promise, cached_property
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BaseColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets import HeaderButton
from wagtail.log_actions import log
from wagtail.models import Page

from portal.pages.versions import source_of
from portal.people.requests import AuthenticatedHttpRequest
from portal.people.rights import Rule
from portal.records.models import PageRecord, may_write_records
from portal.territory.date_inputs import MomentField

#: Length of a SHA-256 digest in hexadecimal.
MARK_LENGTH = 64


class RecordsOfPageMixin:
    """Finds the page of the URL. The permission is checked by the table of rights (`rows`)."""

    # Django’s as_view sets what it is given, and accepts only names that the class has.
    viewset: PageRecordViewSet = None  # type: ignore[assignment]
    model: type[PageRecord]
    kwargs: dict[str, Any]
    request: HttpRequest

    @cached_property
    def page(self) -> Page:
        page = get_object_or_404(self.viewset.page_model, pk=self.kwargs["page_id"])
        return source_of(page)

    def get_base_queryset(self):
        return self.model.objects.of(self.page)

    get_base_object_queryset = get_base_queryset
    get_queryset = get_base_queryset

    def address(self, view: str, *args: Any) -> str:
        return reverse(f"{self.viewset.url_namespace}:{view}", args=(self.page.pk, *args))

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_success_url(self):
        return self.address("index")

    def get_index_url(self):
        return self.address("index")

    def get_add_url(self):
        return self.address("add")

    def get_breadcrumbs_items(self):
        page_address = reverse("wagtailadmin_pages:edit", args=(self.page.pk,))
        return [
            {"url": page_address, "label": self.page.get_admin_display_title()},
            {"url": self.address("index"), "label": self.viewset.label},
        ]


class OneRecordMixin(RecordsOfPageMixin):
    def get_edit_url(self):
        return self.address("edit", self.object.pk)

    def get_delete_url(self):
        return self.address("delete", self.object.pk)


class RecordFormMixin(OneRecordMixin):
    @cached_property
    def panel(self):
        return ObjectList(self.model.panels).bind_to_model(self.model)

    def get_panel(self):
        return self.panel

    def get_form(self, form_class=None):
        """Sets the time fields to the time zone of the record’s place."""
        form = super().get_form(form_class)
        if zone := getattr(form.instance, "zone", None):
            for field in form.fields.values():
                if isinstance(field, MomentField):
                    field.keep_time_of(zone)
        return form


class RecordIndexView(RecordsOfPageMixin, generic.IndexView):
    any_permission_required: ClassVar[list[str]] = []
    paginate_by = 50

    @cached_property
    def columns(self) -> list[BaseColumn]:
        first, *others = self.viewset.columns()
        title = self._get_title_column_class(TitleColumn)(
            "title", label=first.label, accessor=first.accessor, get_url=self.get_edit_url
        )
        return [title, *others]

    def get_queryset(self):
        return self.get_base_queryset().in_order()

    def get_edit_url(self, instance):
        return self.address("edit", instance.pk)

    def get_delete_url(self, instance):
        return self.address("delete", instance.pk)

    def get_page_title(self):
        return f"{self.viewset.label}\N{NO-BREAK SPACE}: {self.page.get_admin_display_title()}"

    @cached_property
    def header_buttons(self):
        back = reverse("wagtailadmin_pages:edit", args=(self.page.pk,))
        return [
            HeaderButton(self.viewset.add_label, url=self.get_add_url(), icon_name="plus"),
            HeaderButton(_("Revenir à la page"), url=back, icon_name="arrow-left"),
        ]


class RecordCreateView(RecordFormMixin, generic.CreateView):
    permission_required = None

    def get_initial_form_instance(self):
        return self.model(**{self.model.page_field: self.page}, **self.viewset.initial_values(self.page))

    def get_page_title(self):
        return self.viewset.add_label


class RecordEditView(RecordFormMixin, generic.EditView):
    permission_required = None
    any_permission_required: ClassVar[list[str]] = []

    def get_page_title(self):
        return capfirst(self.model._meta.verbose_name)

    def get_form(self, form_class=None):
        """Adds a hidden digest of the values that the user saw, kept when the form is shown again."""
        form = super().get_form(form_class)
        seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=MARK_LENGTH)
        form.fields["seen"] = seen
        form.initial["seen"] = mark_of(self.object, form.Meta.fields)
        return form

    def form_valid(self, form):
        """Saves the record, or shows a concurrent change or the service’s ValidationError in the form."""
        try:
            with transaction.atomic():
                current = self.get_base_queryset().select_for_update(of=("self",)).get(pk=self.object.pk)
                if form.cleaned_data["seen"] != mark_of(current, form.Meta.fields):
                    return self._show_both(form, current)
                return super().form_valid(form)
        except ValidationError as refused:
            form.add_error(None, refused)
            self.produced_error_message = None
            return self.form_invalid(form)

    def _show_both(self, form, current):
        """Shows the saved values as errors; the input stays in the form and is saved if sent again."""
        form.data = form.data.copy()
        form.data["seen"] = mark_of(current, form.Meta.fields)
        words = _(
            "Quelqu’un d’autre a changé ceci pendant que vous écriviez. Voici ce qui est enregistré. "
            "Pour garder plutôt ce que vous avez écrit, enregistrez de nouveau."
        )
        form.add_error(None, words)
        for name in form.Meta.fields:
            if value_of(current, name) != value_of(form.instance, name):
                label = capfirst(str(current._meta.get_field(name).verbose_name))
                form.add_error(None, f"{label}\N{NO-BREAK SPACE}: {in_words(current, name)}")
        self.produced_error_message = _("Rien n’est encore enregistré.")
        return self.form_invalid(form)

    def save_instance(self):
        """Saves only the form’s fields: other columns may have changed meanwhile."""
        record = self.form.save(commit=False)
        self.viewset.save(record, self.form.Meta.fields)
        log(instance=record, action="wagtail.edit", content_changed=self.form.has_changed())
        return record


def mark_of(record: PageRecord, names: list[str]) -> str:
    """Returns a digest of the values of these fields only."""
    values = "\0".join(value_of(record, name) for name in names)
    return sha256(values.encode()).hexdigest()


def value_of(record: PageRecord, name: str) -> str:
    return str(record.serializable_value(name))


def in_words(record: PageRecord, name: str) -> str:
    """Returns a value formatted for display."""
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name)
    if value in (None, ""):
        return _("rien")
    zone = getattr(record, "zone", None)
    return localize(localtime(value, zone) if isinstance(value, datetime) else value)


class RecordDeleteView(OneRecordMixin, generic.DeleteView):
    permission_required = None

    def get(self, request, *args, **kwargs):
        return self._refused() or super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return self._refused() or super().post(request, *args, **kwargs)

    def _refused(self):
        """Redirects to the record with a message if the viewset refuses the deletion; None otherwise."""
        refusal = self.viewset.refusal_to_delete(self.object)
        if not refusal:
            return None
        messages.error(self.request, refusal)
        return redirect(self.get_edit_url())

    def get_page_title(self):
        return _("Supprimer")


class PageRecordViewSet(ViewSet):
    """The viewset that a room registers for a record model; `columns` returns the list’s columns."""

    model: type[PageRecord]
    page_model: type[Page]
    label: str | Promise
    add_label: str | Promise
    index_view_class: type[RecordIndexView] = RecordIndexView

    def columns(self) -> list[BaseColumn]:
        raise NotImplementedError

    def refusal_to_delete(self, record: PageRecord) -> str:
        """Returns why a record cannot be deleted and what to do instead, or an empty string if it can."""
        return ""

    def initial_values(self, page: Page) -> dict[str, Any]:
        """Returns the initial values of a new record of this page."""
        return {}

    def save(self, record: PageRecord, fields: list[str]) -> None:
        """Saves these fields of a changed record."""
        record.save(update_fields=[*fields, "updated_at"])

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            viewset=self, model=self.model, header_icon=self.icon, **kwargs
        )

    def get_urlpatterns(self):
        return [
            path("<int:page_id>/", self.construct_view(self.index_view_class), name="index"),
            path("<int:page_id>/ajouter/", self.construct_view(RecordCreateView), name="add"),
            path("<int:page_id>/<int:pk>/", self.construct_view(RecordEditView), name="edit"),
            path(
                "<int:page_id>/<int:pk>/supprimer/",
                self.construct_view(RecordDeleteView),
                name="delete",
            ),
        ]

    def rows(self) -> dict[str, Rule]:
        """Returns the rows of the viewset for the table of rights."""

        def may_write(request: AuthenticatedHttpRequest, page_id: int, **kwargs: Any) -> bool:
            page = get_object_or_404(self.page_model, pk=page_id)
            return may_write_records(request.user, source_of(page))

        return {f"{self.url_namespace}:{pattern.name}": may_write for pattern in self.get_urlpatterns()}

    def address_for(self, page: Page) -> str:
        return reverse(f"{self.url_namespace}:index", args=(page.pk,))
