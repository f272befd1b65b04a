"""Finds the characters of a page that its PDF cannot render, to warn its editor before publication.

No PDF is generated: the texts of the draft are read in memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page

from portal.content.models import PortalPage
from portal.printing import characters

#: Characters listed per field; a text in another alphabet has many more.
MOST_NAMED = 8
#: Fields that no PDF includes.
NOT_PRINTED = {"easy_read"}


@dataclass(frozen=True)
class Replaced:
    """The characters replaced in one field, each with its replacement, which may be a space."""

    where: str
    field: str
    instead: dict[str, str]

    @property
    def anchor(self) -> str:
        """The fragment of the editor’s URL that opens the tab and the field."""
        return f"#:w:contentpath={self.field}"

    @property
    def said(self) -> str:
        """« « 🎉 », « 👍 » : un espace à la place ; « 𝐁 » : « B » à la place »"""
        quoted = {sign: _("« %(sign)s »") % {"sign": sign} for sign in list(self.instead)[:MOST_NAMED]}
        lost = [quoted[sign] for sign in quoted if not self.instead[sign].strip()]
        parts = [_("%(signs)s : un espace à la place") % {"signs": ", ".join(lost)}] if lost else []
        parts += [
            _("%(sign)s : « %(plain)s » à la place") % {"sign": quoted[sign], "plain": self.instead[sign]}
            for sign in quoted
            if self.instead[sign].strip()
        ]
        if len(self.instead) > MOST_NAMED:
            parts.append(_("et %(number)d autres") % {"number": len(self.instead) - MOST_NAMED})
        return " ; ".join(parts)


def replaced_in(page: Page) -> list[Replaced]:
    """Returns the replacements by field, in the page’s order; an empty list if it has no PDF."""
    if not isinstance(page, PortalPage) or not page.is_printed:
        return []
    found: dict[str, Replaced] = {}
    for label, name, text in _texts(page):
        if instead := characters.replaced(text):
            before = found[name].instead if name in found else {}
            found[name] = Replaced(label, name, before | instead)
    return list(found.values())


def _texts(page: PortalPage) -> Iterator[tuple[str, str, str]]:
    """Yields (label, form field name, text) for each text of a page and its child rows."""
    for field in page._meta.concrete_fields:
        is_own = field.name == "title" or field.model is not Page
        if is_own and field.name not in NOT_PRINTED and _holds_prose(field):
            yield capfirst(str(field.verbose_name)), field.name, _written(page, field)
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if name == COMMENTS_RELATION_NAME:
            continue
        fields = [field for field in relation.related_model._meta.concrete_fields if _holds_prose(field)]
        for row in getattr(page, name).all() if fields else ():
            label = capfirst(str(row._meta.verbose_name))
            yield label, name, " ".join(_written(row, field) for field in fields)


def _holds_prose(field: models.Field) -> bool:
    is_text = isinstance(field, models.CharField | models.TextField | StreamField)
    return is_text and field.editable and not field.choices


def _written(record: models.Model, field: models.Field) -> str:
    """Returns a value as stored; its markup has no characters that a PDF cannot render."""
    value = field.value_from_object(record)
    if isinstance(field, StreamField):
        value = json.dumps(value.get_prep_value(), ensure_ascii=False, default=str)
    return unescape(value or "")
