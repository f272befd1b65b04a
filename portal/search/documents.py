"""What the index keeps of a record: analysed words in place of its texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Manager
from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from portal.search import analysis
from portal.search.analysis import Word

#: Before a word that stands in a field with a boost; before one of the subjects; before one that is said
#: often; before the number of words of a title. No French or English word begins so.
STRONG, SUBJECT, OFTEN, TITLE_LENGTH = "xq", "xs", "xf", "xn"
#: Between words that do not follow each other.
BREAK = "xb"
#: From how many mentions on a page is about a word.
OFTEN_FROM = 3
#: About 200 printed pages; PostgreSQL refuses entries of more than a megabyte.
MAX_WORDS = 60_000


@dataclass(frozen=True)
class Attachment:
    """A text that stands beside a record, such as a file it offers."""

    title: str
    text: str


class AttachedField(SearchField):
    """The attachments of a record: it is found by their words, which do not tell what it is about."""


class SubjectField(SearchField):
    """What a record was filed under by who wrote it: it is about that, whatever its text says."""


class Analysed(SearchField):
    """A field whose value is known already."""

    def __init__(self, name: str, words: Iterable[str]):
        super().__init__(name)
        self._value = " ".join(words)

    def get_value(self, _document: object) -> str:
        return self._value


class AnalysedAutocomplete(AutocompleteField):
    def __init__(self, words: Iterable[str]):
        super().__init__("title")
        self._value = " ".join(words)

    def get_value(self, _document: object) -> str:
        return self._value


@dataclass(frozen=True)
class Text:
    """What one field of a record says."""

    words: str
    field: Any
    #: Of the record itself, not of a row of it.
    is_title: bool = False


class Document:
    """Stands for a record while an engine takes it in: the same key, its texts analysed."""

    def __init__(self, record: Any):
        self.pk = record.pk
        self._record = record
        self.language = language_of(record)

    def get_search_fields(self) -> list[SearchField | AutocompleteField]:
        title: list[Word] = []
        strong: list[Word] = []
        plain: list[Word] = []
        subjects: list[Word] = []
        attached: list[Word] = []
        typed: list[str] = []
        for text in self.texts:
            if isinstance(text.field, AutocompleteField):
                typed += analysis.plain_words(text.words)
                continue
            words = analysis.words(text.words, self.language)
            (title if text.is_title else strong if text.field.boost else plain).extend(words)
            if isinstance(text.field, SubjectField):
                subjects += words
        for attachment in self.attachments:
            said = f"{attachment.title}\n{attachment.text}"
            attached += analysis.words(said, self.language)[: MAX_WORDS - len(attached)]
        return [
            Analysed("title", [*_streams(title), f"{TITLE_LENGTH}{len(set(title))}"]),
            Analysed("body", [*_body(strong, plain[:MAX_WORDS], attached), *_streams(subjects, SUBJECT)]),
            AnalysedAutocomplete(typed),
        ]

    @cached_property
    def texts(self) -> list[Text]:
        return [
            Text(words, inner, is_title=getattr(field, "field_name", "") == "title")
            for field in self._record.get_search_fields()
            if not isinstance(field, AttachedField)
            for inner, words in _texts(self._record, [field])
        ]

    @cached_property
    def attachments(self) -> list[Attachment]:
        return [
            attachment
            for field in self._record.get_search_fields()
            if isinstance(field, AttachedField)
            for attachment in field.get_value(self._record)
        ]


def language_of(record: Any) -> str:
    """The language of a translatable record, the site’s for others."""
    locale = getattr(record, "locale", None)
    return locale.language_code if locale else settings.LANGUAGE_CODE


def _body(strong: list[Word], plain: list[Word], attached: list[Word]) -> Iterator[str]:
    yield from _streams(strong)
    yield from _streams(plain)
    yield from _streams(attached)
    yield from _streams(strong, STRONG)
    said = Counter([*strong, *plain])
    yield from _streams([word for word, times in said.items() if times >= OFTEN_FROM], OFTEN)


def _streams(words: list[Word], prefix: str = "") -> Iterator[str]:
    """Both forms of each word, one after the other, so that words stay side by side in each."""
    if not words:
        return
    yield from (prefix + word.stem for word in words)
    yield BREAK
    yield from (prefix + word.bare_stem for word in words)


def _texts(record: Any, fields: Iterable[Any]) -> Iterator[tuple[Any, str]]:
    """Each field that is searched with its text, those of related records included."""
    for field in fields:
        if isinstance(field, SearchField | AutocompleteField):
            yield field, _text(field.get_value(record))
        elif isinstance(field, RelatedFields):
            for related in _related(field.get_value(record)):
                yield from _texts(related, field.fields)


def _related(value: Any) -> Iterable[Any]:
    if value is None:
        return []
    return value.all() if isinstance(value, Manager) else [value]


def _text(value: Any) -> str:
    """A value as words: rich text and streams come as lists."""
    if value is None:
        return ""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return "\n".join(map(_text, value))
    return str(value)
