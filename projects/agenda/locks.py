"""Locking rule: every change of a date or its places first locks the date’s row, in its transaction.

On PostgreSQL the other transactions wait for the row; on SQLite the transaction has locked the whole
database at its first statement.
"""

from collections.abc import Iterable

from projects.agenda.models.occurrences import Occurrence


def locked(occurrence_pk: int) -> Occurrence:
    """Returns the current row of a date, locked until the transaction ends."""
    return Occurrence.objects.select_for_update().get(pk=occurrence_pk)


def locked_together(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """Returns the current rows of several dates, locked by primary key to avoid deadlocks."""
    keys = [date.pk for date in occurrences]
    return list(Occurrence.objects.filter(pk__in=keys).order_by("pk").select_for_update())
