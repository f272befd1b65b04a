"""What is written to the index for a record: analysed words instead of its texts."""

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

#: Prefixes: of a word from a boosted field, of a subject, of a frequent word, and of the number of words
#: in the title. No French or English word starts with them.
STRONG, SUBJECT, OFTEN, TITLE_LENGTH = "xq", "xs", "xf", "xn"
#: Separates words that are not adjacent, so that no phrase matches across it.
BREAK = "xb"
#: From this number of occurrences on, a word counts as frequent: the page is about it.
OFTEN_FROM = 3
#: About 200 printed pages. PostgreSQL refuses entries larger than 1 MB.
MAX_WORDS = 60_000


@dataclass(frozen=True)
class Attachment:
    """A text attached to a record, such as a downloadable file."""

    title: str
    text: str


class AttachedField(SearchField):
    """A record’s attachments: their words find it, but do not count as what it is about."""


class SubjectField(SearchField):
    """The subjects its author chose: the record is about them, whatever its text contains."""


class Analysed(SearchField):
    """A search field with a precomputed value."""

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
    """The text of one field of a record."""

    words: str
    field: Any
    #: True only for the record’s own title, not for that of a related row.
    is_title: bool = False


class Document:
    """Passed to the engine instead of a record: same primary key, analysed texts."""

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
    """Returns the language code of a translatable record, else that of the site."""
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
    """Yields all stems, then all stems without accents: words stay adjacent, so phrases match."""
    if not words:
        return
    yield from (prefix + word.stem for word in words)
    yield BREAK
    yield from (prefix + word.bare_stem for word in words)


def _texts(record: Any, fields: Iterable[Any]) -> Iterator[tuple[Any, str]]:
    """Yields each search field and its text, including those of related records."""
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
    """Converts a field value to text; rich text and stream fields give lists."""
    if value is None:
        return ""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return "\n".join(map(_text, value))
    return str(value)
