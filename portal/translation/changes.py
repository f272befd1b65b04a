"""Differences between a published page and the version its translations follow, passage by passage."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from django.db.models import Field, ForeignObjectRel, Model
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import (
    BaseTranslatableField,
    TranslatableField,
    get_translatable_fields,
)
from wagtail_localize.models import TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

#: Keys that identify a child row and are not content.
ROW_KEYS = {"pk", "page", "content_object", "locale", "translation_key"}
_WORD = re.compile(r"\S+\s*")
_EDITORS_MARKS = re.compile(r' data-block-key="[^"]*"|\s+(?=<)|(?<=>)\s+')


@dataclass(frozen=True)
class Change:
    """A changed value of the page: `before` and `after` are empty if it was added or removed.

    For a translatable text, `path` is its wagtail-localize path, and `before` and `after` include the
    markup for links and bold. Other values have no path.
    """

    where: str
    before: str
    after: str
    path: str = ""

    @property
    def is_told(self) -> bool:
        """Whether there is text to compare: a change of order or of a picture has none."""
        return self._words_before != self._words_after

    @property
    def before_marked(self) -> SafeString:
        """The old text, with removed words in `<del>`."""
        return _marked(self._words_before, self._words_after, "del")

    @property
    def after_marked(self) -> SafeString:
        """The new text, with added words in `<ins>`."""
        return _marked(self._words_after, self._words_before, "ins")

    @property
    def _words_before(self) -> list[str]:
        return _words(self.before, is_html=bool(self.path))

    @property
    def _words_after(self) -> list[str]:
        return _words(self.after, is_html=bool(self.path))


def changes_of(source: TranslationSource) -> list[Change]:
    """Returns what changed in the page since the source was last synced: texts, then other values."""
    then, now = source.as_instance(), source.get_source_instance()
    texts = list(_changed_texts(then, now))
    fields_told = {change.path.split(".")[0] for change in texts}
    was, is_now = json.loads(source.content_json), json.loads(now.to_json())
    return [*texts, *_changed_facts(then, now, was, is_now, leave=fields_told)]


def _changed_texts(then: Page, now: Page) -> Iterator[Change]:
    old, new = _texts(then), _texts(now)
    for path in dict.fromkeys([*new, *old]):
        where = _name_of(now if path in new else then, path)
        for before, after in _pairs(old[path], new[path]):
            yield Change(where, before, after, path)


def _texts(page: Page) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue) and not segment.is_empty():
            texts[segment.path].append(segment.string.data)
    return texts


def _pairs(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """Yields the differing passages of one text as (old, new) pairs."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield from zip_longest(before[i1:i2], after[j1:j2], fillvalue="")


def _changed_facts(then: Page, now: Page, was: dict, is_now: dict, leave: set[str]) -> Iterator[Change]:
    """Yields changes of untranslated values, and of texts whose markup alone changed."""
    for translatable in get_translatable_fields(type(now)):
        name, field = translatable.field_name, translatable.get_field(type(now))
        if name in leave or _is_same(was.get(name), is_now.get(name)):
            continue
        if _is_text(translatable, field):
            yield Change(_name_of_field(field), "", "")
        else:
            yield Change(_name_of_field(field), _told(then, field), _told(now, field))


def _is_same(one: Any, other: Any) -> bool:
    """Whether two serialised values are equal. Lists are sorted, as ordered rows hold `sort_order`."""
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(_row, one)) == sorted(map(_row, other))
    return _essence(one) == _essence(other)


def _row(row: Any) -> str:
    """Returns the content of a child row, or the key of a related record, as a sortable string."""
    if isinstance(row, dict):
        row = {key: each for key, each in row.items() if key not in ROW_KEYS}
    return repr(_essence(row))


def _is_text(translatable: BaseTranslatableField, field: Field | ForeignObjectRel) -> bool:
    return isinstance(translatable, TranslatableField) and not isinstance(field, ForeignObjectRel)


def _essence(value: Any) -> Any:
    """Returns a value without what the editor adds on each save, such as block keys and empty values."""
    if isinstance(value, str):
        return _essence(stream) if (stream := _as_stream(value)) else _EDITORS_MARKS.sub("", value)
    if isinstance(value, list):
        return [_essence(each) for each in value]
    if isinstance(value, dict):
        facts = {key: _essence(each) for key, each in value.items()}
        return {key: each for key, each in facts.items() if each not in (None, "", [], {})}
    return value


def _as_stream(value: str) -> list | None:
    """Returns the blocks of a StreamField, serialised as JSON text; None for other text."""
    if not value.startswith("[{"):
        return None
    try:
        return json.loads(value)
    except ValueError:
        return None


def _told(page: Page, field: Field | ForeignObjectRel) -> str:
    """Returns the value of a field as display text."""
    if isinstance(field, ForeignObjectRel):
        rows = getattr(page, field.name).all()
        return ", ".join(str(getattr(row, "tag", row)) for row in rows)
    value = getattr(page, field.name)
    if field.choices:
        return str(getattr(page, f"get_{field.name}_display")() or "")
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, Model):
        return str(value)
    return "" if value is None else str(localize(value))


def _name_of(page: Page, path: str) -> str:
    """Returns the label of a text’s path: the field, and the block or child row within it."""
    name, *rest = path.split(".")
    field = page._meta.get_field(name)
    if isinstance(field, StreamField):
        blocks = field.value_from_object(page)
        labels = [block.block.label for block in blocks if block.id == rest[0]]
        return " – ".join([_name_of_field(field), *(capfirst(str(label)) for label in labels)])
    if isinstance(field, ForeignObjectRel) and len(rest) > 1:
        row = field.field.model._meta
        inner = _name_of_field(row.get_field(rest[1]))
        return " – ".join([capfirst(str(row.verbose_name)), inner])
    return _name_of_field(field)


def _name_of_field(field: Any) -> str:
    if isinstance(field, ForeignObjectRel):
        return capfirst(str(field.field.model._meta.verbose_name_plural))
    return capfirst(str(field.verbose_name))


def _words(text: str, *, is_html: bool) -> list[str]:
    return _WORD.findall(StringValue(text).render_text() if is_html else text)


def _marked(words: list[str], others: list[str], tag: str) -> SafeString:
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    return format_html_join("", "{}", ((piece,) for piece in _pieces(matcher, words, tag)))


def _pieces(matcher: SequenceMatcher, words: list[str], tag: str) -> Iterable[str | SafeString]:
    for kind, start, end, *_others in matcher.get_opcodes():
        text = "".join(words[start:end])
        if text:
            yield text if kind == "equal" else format_html(f"<{tag}>{{}}</{tag}>", text)
