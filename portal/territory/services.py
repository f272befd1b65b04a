"""Writes communes together with what they are found by."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from django.db import transaction

from portal.territory import names, official
from portal.territory.models import Commune, CommuneKey, Department
from portal.territory.official import OfficialCommune

#: Rows written or asked for at once.
_BATCH = 500
#: More communes than anybody adds by hand: all were loaded.
_A_FEW = 1000
_WRITTEN = ("name", "department_id", "postcodes", "population", "latitude", "longitude", "folded")


T = TypeVar("T")


@dataclass(frozen=True)
class Loaded:
    """How many communes a load has added, changed and left as they were; `gone` are those that the file
    does not name.
    """

    added: int
    changed: int
    same: int
    gone: list[Commune]


def are_loaded() -> bool:
    """Whether all communes were loaded, and not only some."""
    return Commune.objects.count() > _A_FEW


@transaction.atomic
def load(file: Path = official.FILE, only: Collection[str] | None = None) -> Loaded:
    """Writes the communes of a file, all or none; `only` these INSEE codes.

    A commune keeps its row as long as its code stays: a name, a postcode or a position that changes is
    corrected there. One that the file no longer names (it was merged) keeps its row too, with all that
    hangs on it, and is still found by its old name, which people go on saying.

    Raises `official.WrongFile` and OSError before anything is written.
    """
    rows = official.read(file, set(Department.objects.values_list("code", flat=True)), only)
    known = {commune.insee_code: commune for commune in Commune.objects.all()}
    written = [Commune(**row.values) for code, row in rows.items() if _differs(known.get(code), row)]
    Commune.objects.bulk_create(
        written,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["insee_code"],
        update_fields=_WRITTEN,
    )
    named_anew = [each for each in written if _is_named_anew(known.get(each.insee_code), each)]
    _forget_keys(named_anew)
    _write_keys(named_anew)
    added = sum(each.insee_code not in known for each in written)
    gone = [] if only is not None else [each for code, each in known.items() if code not in rows]
    return Loaded(added, len(written) - added, len(rows) - len(written), gone)


@transaction.atomic
def keep(commune: Commune) -> Commune:
    """Saves a commune and what it is found by."""
    commune.folded = names.key_of(commune.name)
    commune.save()
    _forget_keys([commune])
    _write_keys([commune])
    return commune


def _differs(commune: Commune | None, row: OfficialCommune) -> bool:
    values = row.values
    return commune is None or any(getattr(commune, name) != values[name] for name in _WRITTEN)


def _is_named_anew(before: Commune | None, after: Commune) -> bool:
    return before is None or (before.name, before.postcodes) != (after.name, after.postcodes)


def _forget_keys(communes: list[Commune]) -> None:
    for some in _batches(communes, _BATCH):
        CommuneKey.objects.filter(commune__in=some).delete()


def _write_keys(communes: list[Commune]) -> None:
    keys = (key for commune in communes for key in _keys(commune))
    for some in _batches(keys, _BATCH * 10):
        CommuneKey.objects.bulk_create(some, batch_size=_BATCH)


def _keys(commune: Commune) -> Iterator[CommuneKey]:
    for text in dict.fromkeys([*names.keys_of(commune.name), *commune.postcodes.split()]):
        yield CommuneKey(commune=commune, text=text)


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
