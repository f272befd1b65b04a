"""One rule of locks: whatever touches a date or its places first takes the date’s row, inside its
transaction.

PostgreSQL then makes the others wait; on SQLite the transaction has taken the whole database at its
first word.
"""

from collections.abc import Iterable

from projects.agenda.models.occurrences import Occurrence


def locked(occurrence_pk: int) -> Occurrence:
    """The date as it is now, nobody else’s until the transaction ends."""
    return Occurrence.objects.select_for_update().get(pk=occurrence_pk)


def locked_together(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """The same of several, in one order, so that nobody waits for somebody who waits for them."""
    keys = [date.pk for date in occurrences]
    return list(Occurrence.objects.filter(pk__in=keys).order_by("pk").select_for_update())
