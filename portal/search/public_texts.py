"""Texts and words of public pages, updated together with the index.

The class of a page says which are public (`IndexedPage.public_among`). Drafts, restricted and
deleted pages have no row, so that no quotation or suggestion reveals them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, QuerySet
from modelsearch.index import AutocompleteField
from wagtail.models import Page

from portal.search import analysis
from portal.search.documents import Document
from portal.search.models import PublicText, VocabularyWord
from portal.search.pages import IndexedPage

#: Characters that quotations are taken from, about 30 printed pages; the index holds more.
MAX_QUOTED = 100_000
#: Lines with fewer words are names rather than prose, and are never quoted.
MIN_QUOTED_WORDS = 4
SHORTEST_WORD, LONGEST_WORD = 3, analysis.MAX_WORD_LENGTH
#: Values in one SQL statement; SQLite accepts a few thousand at most.
BATCH = 500


@dataclass(frozen=True)
class _Row:
    page_id: int
    language: str
    source: str
    text: str
    words: frozenset[str]


def keep(model: type, documents: Collection[Document]) -> None:
    """Replaces the rows of these records: writes those of public ones, deletes the others."""
    if issubclass(model, IndexedPage):
        keys = [document.pk for document in documents]
        public = model.public_among(keys)
        _replace(keys, [row for each in documents if each.pk in public for row in _rows(each)])


def refresh(pages: Iterable[Page]) -> None:
    """Does the same as `keep` for pages of which only the view restrictions may have changed."""
    by_type: dict[type, list[Document]] = {}
    for page in pages:
        by_type.setdefault(type(page), []).append(Document(page))
    for model, documents in by_type.items():
        keep(model, documents)


@transaction.atomic
def recount() -> None:
    """Recounts the vocabulary from the texts, which repairs missing and stale words."""
    counts: Counter[tuple[str, str]] = Counter()
    for language, words in PublicText.objects.values_list("language", "words").iterator():
        counts.update((language, word) for word in words.split())
    VocabularyWord.objects.all().delete()
    VocabularyWord.objects.bulk_create(
        (_as_row(language, written, texts) for (language, written), texts in sorted(counts.items())),
        batch_size=BATCH,
    )


@transaction.atomic
def forget_words(text: PublicText) -> None:
    """Subtracts the words of a deleted text from the vocabulary."""
    _count({(text.language, word): -1 for word in text.words.split()})


@transaction.atomic
def _replace(page_ids: list[int], rows: list[_Row]) -> None:
    changes: Counter[tuple[str, str]] = Counter()
    former = PublicText.objects.filter(page__in=page_ids)
    for language, words in former.values_list("language", "words"):
        changes.subtract((language, word) for word in words.split())
    former._raw_delete(former.db)  # without signals: their words are counted below, in one go
    for row in rows:
        changes.update((row.language, word) for word in row.words)
    PublicText.objects.bulk_create(
        PublicText(
            page_id=row.page_id,
            language=row.language,
            source=row.source,
            text=row.text,
            words=" ".join(sorted(row.words)),
        )
        for row in rows
    )
    _count({word: change for word, change in changes.items() if change})


def _count(changes: dict[tuple[str, str], int]) -> None:
    """Adds these differences to the counts of the vocabulary."""
    by_language: dict[str, list[str]] = {}
    by_change: dict[tuple[str, int], list[str]] = {}
    for (language, written), change in sorted(changes.items()):
        by_language.setdefault(language, []).append(written)
        by_change.setdefault((language, change), []).append(written)
    new = [_as_row(*word, texts=0) for word, change in sorted(changes.items()) if change > 0]
    VocabularyWord.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)
    for language, words in by_language.items():
        _lock(language, words)
    for (language, change), words in by_change.items():
        for known in _known(language, words):
            known.update(texts=F("texts") + change)


def _lock(language: str, words: list[str]) -> None:
    """Locks the rows in a fixed order, so that two publications never deadlock."""
    for known in _known(language, words):
        list(known.select_for_update().order_by("written").values_list("pk"))


def _known(language: str, words: list[str]) -> Iterator[QuerySet[VocabularyWord]]:
    """Yields querysets of the rows of these words, `BATCH` words at a time."""
    for start in range(0, len(words), BATCH):
        batch = words[start : start + BATCH]
        yield VocabularyWord.objects.filter(language=language, written__in=batch)


def _as_row(language: str, written: str, texts: int) -> VocabularyWord:
    plain = "".join(analysis.plain_words(written))[:LONGEST_WORD]
    return VocabularyWord(language=language, written=written, plain=plain, texts=texts)


def _rows(document: Document) -> Iterator[_Row]:
    said = [each for each in document.texts if not isinstance(each.field, AutocompleteField)]
    everything = "\n".join(each.words for each in said)
    prose = "\n".join(each.words for each in said if not each.is_title)
    words = _words(everything, document.language)
    yield _Row(document.pk, document.language, "", _quotable(prose), words)
    for each in document.attachments:
        words = _words(f"{each.title}\n{each.text}", document.language)
        yield _Row(document.pk, document.language, each.title, _quotable(each.text), words)


def _quotable(text: str) -> str:
    """Returns the paragraphs of a text, one per line, without lines of too few words."""
    text = unicodedata.normalize("NFC", text[: 2 * MAX_QUOTED]).replace("\0", "")
    lines = (" ".join(line.split()) for line in re.split(r"[\r\n]+", text))
    kept = dict.fromkeys(line for line in lines if line.count(" ") >= MIN_QUOTED_WORDS - 1)
    return "\n".join(kept)[:MAX_QUOTED]


def _words(text: str, language: str) -> frozenset[str]:
    """Returns the words of a text as the vocabulary stores them: lower case, without stop words."""
    written = (analysis.written(text[start:end]) for start, end in analysis.spans(text))
    words = (unicodedata.normalize("NFC", word).lower() for word in written)
    return frozenset(word for word in words if _is_vocabulary(word, language))


def _is_vocabulary(word: str, language: str) -> bool:
    return (
        SHORTEST_WORD <= len(word) <= LONGEST_WORD
        and not any(sign.isdigit() or sign.isspace() for sign in word)
        and analysis.word(word, language) is not None
    )
