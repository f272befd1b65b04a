"""What is sought and not found, counted for editors without anything about who asks.

People type names, numbers and addresses into a search. What looks like one is not counted; of anything
else only a keyed digest is kept until it was asked on several days. Counts are written once an answer has
left, as readings are.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from home.catalogue.models.sought import SoughtWords
from home.catalogue.results import Findings
from portal.operations.tally import Tally, write_after_answers
from portal.search import analysis
from portal.statistics import page_views

#: On how many days words have to be asked before they can be read.
SHOWN_FROM = 3
MOST_WORDS, MOST_LETTERS = 4, 60
#: Rows of different words; beyond, only those that are known are counted.
MOST_KEPT = 10_000
#: Words of somebody’s name or of an address.
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
    """Counts a question of a reader that no page answers whole, unless it may tell of a person."""
    is_unanswered = settings.COUNT_PAGE_VIEWS and words and not found.complete
    if is_unanswered and page_views.is_by_a_reader(request) and (countable := as_counted(words)):
        tally.add(countable, timezone.localdate())


def as_counted(question: str) -> str:
    """The question in small letters; nothing for one that may tell of a person: with a figure or a sign,
    a capital after its first word, a title or a word of an address, or too long to be a subject.
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
    """What was asked on enough days to be read, the most asked first."""
    return SoughtWords.objects.exclude(words="")


def forget_old(today: date) -> int:
    """Deletes what nobody has asked for a long time; answers how many."""
    first_kept = today - timedelta(days=settings.SOUGHT_KEPT_DAYS)
    number, _kinds = SoughtWords.objects.filter(last_day__lt=first_kept).delete()
    return number


def write(*, if_due: bool = False) -> None:
    """Adds what was counted."""
    tally.pour(_add, if_due=if_due)


@transaction.atomic
def _add(counts: Counter) -> None:
    """Processes that write at once touch rows in the same order, so that none waits in a ring."""
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
