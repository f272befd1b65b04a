"""The texts and words of what everybody may read, kept beside the index and as fresh as it.

Whoever owns a type of page says which of its pages are public (`register`). What is a draft, restricted
or gone has no row here, so that neither a quotation nor a suggestion can betray it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, QuerySet
from modelsearch.index import AutocompleteField
from wagtail.models import Page

from portal.search import analysis
from portal.search.documents import Document
from portal.search.models import PublicText, VocabularyWord

#: About 30 printed pages: what is quoted from; the index itself reads further.
MAX_QUOTED = 100_000
#: Names rather than prose: never quoted.
MIN_QUOTED_WORDS = 4
SHORTEST_WORD, LONGEST_WORD = 3, analysis.MAX_WORD_LENGTH
#: Values in one statement; SQLite takes no more than some thousands.
BATCH = 500

#: Which of these keys belong to pages that everybody may find.
WhichArePublic = Callable[[Collection[int]], set[int]]
_registry: list[tuple[type[Page], WhichArePublic]] = []


@dataclass(frozen=True)
class _Row:
    page_id: int
    language: str
    source: str
    text: str
    words: frozenset[str]


def register(page_type: type[Page], which_are_public: WhichArePublic) -> None:
    _registry.append((page_type, which_are_public))


def keep(model: type, documents: Collection[Document]) -> None:
    """Writes anew what is public of these records, and forgets what no longer is."""
    for page_type, which_are_public in _registry:
        if issubclass(model, page_type):
            public = which_are_public([document.pk for document in documents])
            rows = [row for each in documents if each.pk in public for row in _rows(each)]
            _replace([document.pk for document in documents], rows)


def refresh(pages: Iterable[Page]) -> None:
    """The same for pages whose rights may have changed, and nothing else of them."""
    by_type: dict[type, list[Document]] = {}
    for page in pages:
        by_type.setdefault(type(page), []).append(Document(page))
    for model, documents in by_type.items():
        keep(model, documents)


@transaction.atomic
def recount() -> None:
    """Counts the vocabulary again from the texts: what was lost or left over is mended."""
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
    """Takes the words of a text that is gone out of the vocabulary."""
    _count({(text.language, word): -1 for word in text.words.split()})


@transaction.atomic
def _replace(page_ids: list[int], rows: list[_Row]) -> None:
    changes: Counter[tuple[str, str]] = Counter()
    former = PublicText.objects.filter(page__in=page_ids)
    for language, words in former.values_list("language", "words"):
        changes.subtract((language, word) for word in words.split())
    former._raw_delete(former.db)  # their words are counted here, at once for all
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
    """Adds to what the vocabulary counts."""
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
    """In one order whoever asks, so that two publications never wait for each other."""
    for known in _known(language, words):
        list(known.select_for_update().order_by("written").values_list("pk"))


def _known(language: str, words: list[str]) -> Iterator[QuerySet[VocabularyWord]]:
    """The rows of words, some hundreds at a time."""
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
    """Its paragraphs, one a line, without what only names."""
    text = unicodedata.normalize("NFC", text[: 2 * MAX_QUOTED]).replace("\0", "")
    lines = (" ".join(line.split()) for line in re.split(r"[\r\n]+", text))
    kept = dict.fromkeys(line for line in lines if line.count(" ") >= MIN_QUOTED_WORDS - 1)
    return "\n".join(kept)[:MAX_QUOTED]


def _words(text: str, language: str) -> frozenset[str]:
    """Its words as the vocabulary writes them: in small letters, without those that say nothing."""
    written = (analysis.written(text[start:end]) for start, end in analysis.spans(text))
    words = (unicodedata.normalize("NFC", word).lower() for word in written)
    return frozenset(word for word in words if _is_vocabulary(word, language))


def _is_vocabulary(word: str, language: str) -> bool:
    return (
        SHORTEST_WORD <= len(word) <= LONGEST_WORD
        and not any(sign.isdigit() or sign.isspace() for sign in word)
        and analysis.word(word, language) is not None
    )
