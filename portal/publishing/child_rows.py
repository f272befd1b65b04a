"""Child rows of a page form that are saved already.

A form sent twice, from two tabs or with the browser’s “back”, has rows without a primary key that the
first request saved. Saving them again would break their unique constraint.
"""

from __future__ import annotations

from django.db.models import Model, UniqueConstraint
from modelcluster.forms import BaseChildFormSet


def take_over_saved_rows(formset: BaseChildFormSet) -> None:
    """Sets the primary keys of new rows that repeat saved rows; the formset must be valid."""
    sent = {form.instance.pk for form in formset.initial_forms}
    saved = [row for row in formset.queryset if row.pk is not None and row.pk not in sent]
    # Rows saved only in a draft have no primary key either, and are not extra forms.
    new = [form for form in formset.forms if form.instance.pk is None and form.has_changed()]
    for names in _unique_with_page(formset):
        keys = {_values(row, names): row.pk for row in saved}
        for form in new:
            if key := keys.get(_values(form.instance, names)):
                form.instance.pk = key


def _unique_with_page(formset: BaseChildFormSet) -> list[list[str]]:
    """Returns the field lists that are unique among the rows of one page."""
    parent = formset.fk.name
    constraints = [
        constraint.fields
        for constraint in formset.model._meta.constraints
        if isinstance(constraint, UniqueConstraint) and parent in constraint.fields
    ]
    return [[name for name in names if name != parent] for names in constraints]


def _values(row: Model, names: list[str]) -> tuple:
    return tuple(row.serializable_value(name) for name in names)
