"""How the agenda bears a hundred times as many dates: `make bench-agenda`.

On each database, builds a site of 100 dates, then of 10,000, of events of every type, of every Park and
half of them translated, and reads the agenda as people and their calendars do. What it prints is how
many times as long the larger site takes, medians of the same run, in time of the processor.

The pages of both sites are full, of as many different events, so that what differs is what stands
behind: three of four of the first events answer every question asked here, and their dates to come all
fall into the month that is read. Feeds hold up to 500 dates: theirs grow until then.

DATES=2000 builds fewer. POSTGRES is the server (postgres://postgres@127.0.0.1:5432/postgres); empty,
PostgreSQL is left out.
"""

import os
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tests.measures import growth

FEW = 100
MANY = int(os.environ.get("DATES") or 10_000)
DATES_OF_EACH = 2
NEXT_MONTH = (date.today().replace(day=1) + timedelta(days=31)).replace(day=1)
COMMUNE, HERE, KILOMETRES = "59153-conde", (50.45, 3.59), 50
QUESTIONS = {
    "list": "/agenda/",
    "list, in English": "/en/whats-on/",
    "list, page 4": "/agenda/?page=4",
    "list, of a kind for all": "/agenda/?genre=atelier&acces=fauteuil",
    "list, near a commune": f"/agenda/?pres={COMMUNE}&km={KILOMETRES}",
    "list, nearest first": "/agenda/?lat={}&lon={}&km={}&tri=distance".format(*HERE, KILOMETRES),
    "month": f"/agenda/?vue=mois&mois={NEXT_MONTH:%Y-%m}",
    "month, of a kind for all": f"/agenda/?vue=mois&mois={NEXT_MONTH:%Y-%m}&genre=atelier&acces=fauteuil",
    "agenda.ics": "/agenda/agenda.ics",
    "agenda.atom": "/agenda/agenda.atom",
    "agenda.json": "/agenda/agenda.json",
}


def main() -> None:
    print(growth.headline(FEW, MANY), flush=True)
    growth.on_each_database("tests.measures.agenda", "bench_agenda")


def measure(name: str) -> None:
    growth.new_site()
    grow(0, FEW)
    few = {question: growth.reading(address) for question, address in QUESTIONS.items()}
    grow(FEW, MANY)
    for question, address in QUESTIONS.items():
        print(growth.line(name, question, few[question], growth.reading(address)), flush=True)


def grow(first: int, last: int) -> None:
    """Adds events, and dates to them until there are so many."""
    from projects.agenda.models import Occurrence

    events = [number // DATES_OF_EACH for number in (first, last)]
    keys = add_events(*events)
    Occurrence.objects.bulk_create(
        Occurrence(event_id=key, starts_at=start, ends_at=start + timedelta(hours=2), capacity=20)
        for number, key in zip(range(*events), keys, strict=True)
        for start in moments(number)
    )
    growth.analyse()


def moments(number: int) -> Iterator[datetime]:
    """Of the event of that number. A seventh of the first dates is past, next month is full of the
    others; later ones are spread over three years.
    """
    from django.utils import timezone

    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    days_to_next_month = (NEXT_MONTH - now.date()).days
    for rank in range(number * DATES_OF_EACH, (number + 1) * DATES_OF_EACH):
        if rank >= FEW:
            days = (rank * 7) % 1100 - 550
        elif rank % 7:
            days = days_to_next_month + (rank * 7) % 30
        else:
            days = -1 - rank // 7
        yield now + timedelta(days=days, minutes=rank % 240)


def add_events(first: int, last: int) -> list[int]:
    """Events, and a translation of every second one, beside it; answers the keys of the former."""
    from wagtail.models import Locale, Page

    from projects.agenda.models import EventPage
    from tests.support.crowd import add_copies

    french = EventPage.objects.live_and_public().filter(locale__language_code="fr")
    originals = [page for page in french.specific().order_by("path") if not page.slug[-1].isdigit()]
    if not first:
        originals = _that_answer(originals)
    keys = add_copies(originals, first, last)
    translated = Page.objects.in_bulk(keys[::2])
    of_each = [originals[number % len(originals)] for number in range(first, last, 2)]
    # Numbers that nobody has, the first of which stands for the first original.
    translations = add_copies(of_each, 1000 * len(of_each), 1001 * len(of_each))
    pages = Page.objects.in_bulk(translations)
    english = Locale.objects.get(language_code="en")
    for source, translation in zip(translated.values(), pages.values(), strict=True):
        translation.translation_key, translation.locale = source.translation_key, english
    Page.objects.bulk_update(pages.values(), ["translation_key", "locale"], batch_size=500)
    return keys


def _that_answer(originals: list) -> list:
    """Each original after three times the one that answers every question."""
    from projects.agenda import search

    found = search.events({"genre": "atelier", "acces": ["fauteuil"]}).within(KILOMETRES, *HERE)
    answer = next(page for page in originals if page.pk == found[0].pk)
    return [page for original in originals for page in (answer, answer, answer, original)]


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
