"""Counts searches without a complete result, for editors, without data about who searched.

People type names, numbers and addresses into a search field. Anything that looks like one is not counted;
of other searches, only a keyed digest is stored until they were made on several days. Counts are written
after a response is sent, like page views.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from home.catalogue.models.sought import SoughtWords
from home.catalogue.results import Findings
from portal.caching.drawing import Environ, at_each_reading
from portal.operations.tally import Tally, write_after_answers
from portal.search import analysis
from portal.statistics import page_views

#: Number of days on which words must be searched before they are stored as text.
SHOWN_FROM = 3
MOST_WORDS, MOST_LETTERS = 4, 60
#: Maximum number of rows; above it, only existing rows are counted.
MOST_KEPT = 10_000
#: Words that occur in titles of people, addresses and contact details.
_ABOUT_SOMEBODY = frozenset(
    """
monsieur messieurs madame mesdames mademoiselle mme mlle mr dr docteur maitre veuve ne nee
rue avenue av bd boulevard impasse allee chemin lotissement square appartement bp cedex
telephone tel portable mobile mail courriel gmail orange hotmail www http https com
""".split()  # noqa: SIM905
)
_ONLY_WORDS = re.compile(r"[^\W\d_]+(?:[ '’-]+[^\W\d_]+)*")

tally = Tally()


def note(request: HttpRequest, words: str, found: Findings) -> None:
    """Counts a reader’s search that no page matches completely, unless it may be personal data."""
    if not settings.COUNT_PAGE_VIEWS or not words or found.complete or not (counted := as_counted(words)):
        return
    if page_views.is_by_a_reader(request):
        tally.add(counted, timezone.localdate())
    at_each_reading(request, partial(_note_again, counted))


def _note_again(counted: str, environ: Environ) -> None:
    """Counts a search that the page cache has answered."""
    if page_views.is_sent_by_a_reader(environ):
        tally.add(counted, timezone.localdate())


def as_counted(question: str) -> str:
    """Returns the search in lower case, or an empty string if it may be personal data: with a digit or a
    symbol, several words with a capital after the first character, a word of `_ABOUT_SOMEBODY`, or too
    long for a subject.
    """
    question = " ".join(question.split())
    plain = analysis.plain_words(question)
    is_a_subject = (
        _ONLY_WORDS.fullmatch(question)
        and len(question) <= MOST_LETTERS
        and len(plain) <= MOST_WORDS
        and (question[1:].islower() or len(plain) == 1)
        and _ABOUT_SOMEBODY.isdisjoint(plain)
    )
    return question.lower() if is_a_subject else ""


def most_sought() -> QuerySet[SoughtWords]:
    """Returns the searches stored as text, the most frequent first."""
    return SoughtWords.objects.exclude(words="")


def forget_old(today: date) -> int:
    """Deletes the rows of searches not made for SOUGHT_KEPT_DAYS; returns how many."""
    first_kept = today - timedelta(days=settings.SOUGHT_KEPT_DAYS)
    number, _kinds = SoughtWords.objects.filter(last_day__lt=first_kept).delete()
    return number


def write(*, if_due: bool = False) -> None:
    """Writes the counts of this process to the database."""
    tally.pour(_add, if_due=if_due)


@transaction.atomic
def _add(counts: Counter) -> None:
    """Updates rows in a fixed order, so that concurrent processes never deadlock."""
    digests = {words: _digest(words) for words, _day in counts}
    ordered = sorted(counts, key=lambda key: (digests[key[0]], key[1]))
    if SoughtWords.objects.count() < MOST_KEPT:
        SoughtWords.objects.bulk_create(
            [
                SoughtWords(digest=digests[words], last_day=day - timedelta(days=1))
                for words, day in ordered
            ],
            ignore_conflicts=True,
        )
    for words, day in ordered:
        row = SoughtWords.objects.select_for_update().filter(digest=digests[words]).first()
        if row:
            row.times += counts[words, day]
            row.days += row.last_day < day
            row.last_day = max(row.last_day, day)
            row.words = words if row.days >= SHOWN_FROM else ""
            row.save()


def _digest(words: str) -> str:
    return salted_hmac("home.catalogue.sought", words, algorithm="sha256").hexdigest()


write_after_answers(write)
