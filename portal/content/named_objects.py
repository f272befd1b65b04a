"""The pictures, documents and pages that a page’s form refers to. The author must be able to see them.

Wagtail’s choosers list only what a user may choose, but its forms accept any primary key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.forms import ModelForm
from modelcluster.models import ClusterableModel
from wagtail.models import Page, ReferenceIndex

from portal.media.models import Picture, PortalDocument

#: A model and a primary key.
Named = tuple[type[Model], int]

KINDS: tuple[type[Model], ...] = (Picture, PortalDocument, Page)


def named_by_page(page: ClusterableModel) -> set[Named]:
    """Returns the objects that a page refers to, as it is in memory, child rows included."""
    kinds = {ContentType.objects.get_for_model(kind).pk: kind for kind in KINDS}
    found = ReferenceIndex._extract_references_from_object(page)
    return {(kinds[kind], int(key)) for kind, key, *_where in found if kind in kinds}


def named_by_form(form: ModelForm) -> Iterator[tuple[str, Named]]:
    """Yields the objects that a cleaned form refers to, each with its field name."""
    for name, value in form.cleaned_data.items():
        for named in _named_by_value(form, name, value):
            yield name, named


def _named_by_value(form: ModelForm, name: str, value: Any) -> Iterator[Named]:
    for model, key, *_where in _references(form, name, value):
        if kind := _kind_of(model):
            yield kind, int(key)


def _references(form: ModelForm, name: str, value: Any) -> Iterable[tuple]:
    """Returns tuples that begin with a model and a primary key, as Wagtail’s fields return them."""
    if isinstance(value, KINDS):
        return [(type(value), value.pk)]
    try:
        field = form._meta.model._meta.get_field(name)
    except FieldDoesNotExist:
        return []
    return field.extract_references(value) if value and hasattr(field, "extract_references") else []


def _kind_of(model: type[Model]) -> type[Model] | None:
    return next((kind for kind in KINDS if issubclass(model, kind)), None)
