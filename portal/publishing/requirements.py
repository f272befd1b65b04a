"""What a page must have before it is published, checked on every way to publication.

Each type declares its `needs`. Drafts can always be saved; `missing_for_publication` checks a draft in
memory as well as a saved page. Every publication calls either `PortalPage.publish`, hence `attempt`, or,
from the editor’s button, the hook `before_publish_page` (see `wagtail_hooks`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page

from portal.pages.querysets import in_trash

#: The start of a placeholder text that the author has not replaced yet.
TO_WRITE = "[À écrire"
#: The characters that an empty paragraph may contain.
BLANK = "\N{NO-BREAK SPACE} \t\r\n"


@dataclass(frozen=True)
class Missing:
    """Something that a page lacks: its name, a sentence that says why or how, and its field."""

    what: str
    why: str
    field: str = ""

    @property
    def anchor(self) -> str:
        """The fragment of the editor’s URL that opens the tab and the field."""
        return f"#:w:contentpath={self.field}" if self.field else ""


@dataclass(frozen=True)
class Need:
    """A requirement of a page type; `is_met` is for more than a filled field."""

    field: str
    what: Any
    why: Any
    is_met: Callable[[Any], bool] | None = None

    def missing_of(self, page: Page) -> list[Missing]:
        met = self.is_met(page) if self.is_met else is_filled_in(page, self.field)
        return [] if met else [Missing(str(self.what), str(self.why), self.field)]


def is_filled_in(page: Page, field: str) -> bool:
    """Returns whether a field has a value or, for a relation, at least one row."""
    if field not in {each.name for each in page._meta.concrete_fields}:
        return getattr(page, field).exists()
    value = page._meta.get_field(field).value_from_object(page)
    if isinstance(page._meta.get_field(field), StreamField):
        return bool(value)
    return bool(strip_tags(value).strip(BLANK)) if isinstance(value, str) else value is not None


class IncompletePage(ValidationError):
    """Raised if a page was not published: `missing` gives the reasons, in words for its editor."""

    def __init__(self, page: Page, missing: list[Missing]):
        self.page = page
        self.missing = missing
        errors: dict[str, list[str]] = {}
        for each in missing:
            errors.setdefault(each.field or NON_FIELD_ERRORS, []).append(f"{each.what}. {each.why}")
        super().__init__(errors)

    @property
    def reasons(self) -> str:
        """« un résumé, un thème et une étape »"""
        return get_text_list([each.what for each in self.missing], _("et"))

    @property
    def editor(self) -> str:
        """The URL of the page editor, at the top, where the messages and the checklist are."""
        return reverse("wagtailadmin_pages:edit", args=(self.page.pk,))

    @property
    def address(self) -> str:
        """The URL of the page editor, at the first missing field."""
        return self.editor + next((each.anchor for each in self.missing if each.field), "")


def missing_for_publication(page: Page) -> list[Missing]:
    """Returns what a page lacks, in the order of its form; `needs` are empty for other page types."""
    missing = [each for need in getattr(page, "needs", ()) for each in need.missing_of(page)]
    return [*missing, *_faulty_plan(page), *_passages_to_write(page), *_faulty_rows(page)]


def _faulty_plan(page: Page) -> list[Missing]:
    """Returns an error if the end of publication has passed or is not after the beginning."""
    if not page.expire_at:
        return []
    if page.expire_at <= timezone.now():
        what, why = _("une fin de publication à venir"), _("Celle qui était prévue est passée.")
    elif page.go_live_at and page.go_live_at >= page.expire_at:
        what, why = _("une fin de publication après son début"), _("Changez l’une ou l’autre.")
    else:
        return []
    return [Missing(what, why, "expire_at")]


def _passages_to_write(page: Page) -> list[Missing]:
    """Returns the fields and child rows that still contain placeholder text."""
    what = _("un passage du modèle à remplacer")
    why = _("Ce qui commence par « %(mark)s » attend vos mots.") % {"mark": TO_WRITE}
    fields = [field.name for field in page._meta.concrete_fields if _waits(page, field)]
    rows = [
        relation.get_accessor_name()
        for relation in get_all_child_relations(page)
        if relation.get_accessor_name() != COMMENTS_RELATION_NAME
        and any(
            _waits(row, field)
            for row in getattr(page, relation.get_accessor_name()).all()
            for field in row._meta.concrete_fields
        )
    ]
    return [Missing(what, why, name) for name in (*fields, *rows)]


def _waits(record: models.Model, field: models.Field) -> bool:
    value = field.value_from_object(record)
    return TO_WRITE in str(value.get_prep_value() if isinstance(field, StreamField) else value)


def _faulty_rows(page: Page) -> list[Missing]:
    """Returns rows that a draft may hold but the database would refuse: a stop without a title…"""
    found = []
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if name == COMMENTS_RELATION_NAME:
            continue
        for number, row in enumerate(getattr(page, name).all(), start=1):
            if complaints := _complaints(row, relation.field.name):
                label = capfirst(str(row._meta.verbose_name))
                what = _("%(row)s no %(number)d") % {"row": label, "number": number}
                found.append(Missing(what, " ".join(complaints), name))
    return found


def _complaints(row: models.Model, parental_key: str) -> list[str]:
    """Returns the errors of a row, without a query: the targets of its foreign keys are not looked up."""
    keys = [field for field in row._meta.concrete_fields if field.is_relation]
    pointing = {field.name for field in keys if getattr(row, field.attname) or field.null}
    complaints = [
        _complaint(row, field.name, ValidationError("", code="null"))
        for field in keys
        if field.name not in pointing | {parental_key, "locale"}
    ]
    try:
        row.full_clean({field.name for field in keys}, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        complaints += _in_words(row, error)
    return complaints


def _in_words(record: models.Model, error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    return [
        _complaint(record, name, each) for name, errors in error.error_dict.items() for each in errors
    ]


def _complaint(record: models.Model, name: str, error: ValidationError) -> str:
    message = " ".join(error.messages)
    if name == NON_FIELD_ERRORS:
        return message
    label = str(getattr(record._meta.get_field(name), "verbose_name", name))
    values = {"field": capfirst(label), "message": message}
    if error.code in {"blank", "null"}:
        return _("%(field)s : à remplir.") % values
    return _("%(field)s : %(message)s") % values


@dataclass
class Refusals:
    """The pages that were not published inside `listening`; `skips` if the other pages are published."""

    skips: bool = False
    pages: list[IncompletePage] = dataclass_field(default_factory=list)


_refusals: ContextVar[Refusals | None] = ContextVar("refusals", default=None)


@contextmanager
def listening(*, skips: bool = False) -> Iterator[Refusals]:
    """Collects the refusals. With `skips`, an incomplete page does not stop the others."""
    collected = Refusals(skips)
    token = _refusals.set(collected)
    try:
        yield collected
    finally:
        _refusals.reset(token)


def refusals() -> Refusals | None:
    """Returns what the innermost `listening` collects; None outside."""
    return _refusals.get()


def attempt(page: Page, publish: Callable[[], Any]) -> Any:
    """Publishes a complete draft. Otherwise changes nothing and raises IncompletePage, or returns None
    inside `listening(skips=True)`.
    """
    refusal = refusal_of(page)
    if refusal is None:
        try:
            with transaction.atomic():
                return publish()
        except ValidationError as error:
            missing = [Missing(_("une valeur à corriger"), " ".join(_in_words(page, error)))]
            refusal = IncompletePage(page, missing)
    collected = refusals()
    if collected:
        collected.pages.append(refusal)
    if not collected or not collected.skips:
        raise refusal
    return None


def refusal_of(page: Page) -> IncompletePage | None:
    """Returns why a draft may not be published; None if it may."""
    missing = [*_missing_place(page), *missing_for_publication(page)]
    return IncompletePage(page, missing) if missing else None


def _missing_place(page: Page) -> list[Missing]:
    """Returns an error for a page in the trash; every publication calls it."""
    if not Page.objects.filter(in_trash(), pk=page.pk).exists():
        return []
    return [Missing(_("une place dans le site"), _("Elle est à la corbeille."))]
