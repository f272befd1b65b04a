"""Which pages stand behind each value of a facet, as bitmaps: thousands are counted in a millisecond.

Each process keeps its own and takes in, at each question, what the catalogue has filed since. They tell
of facets alone: which pages everybody may read, the database is asked each time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from threading import Lock

from pyroaring import BitMap

from home.catalogue.models.entries import CatalogueEntry, Filing

#: The keys of pages, by the value that they have, as `theme:isolement`.
PagesByValue = Mapping[str, BitMap]
#: The values of which any will do, by the name of their facet.
Chosen = Mapping[str, frozenset[str]]


def count(pages: BitMap, by_value: PagesByValue, chosen: Chosen) -> tuple[BitMap, Counter[str]]:
    """The pages that agree with every facet chosen, and what ticking each value would give.

    A value is counted among the pages that agree with all other facets, its own set aside.
    """
    agreeing = {name: _with_any(values, by_value) for name, values in chosen.items()}
    found = BitMap.intersection(pages, *agreeing.values())
    candidates = {
        name: BitMap.intersection(pages, *(each for other, each in agreeing.items() if other != name))
        for name in agreeing
    }
    counts: Counter[str] = Counter()
    for value, having in by_value.items():
        name, _colon, _rest = value.partition(":")
        if number := candidates.get(name, found).intersection_cardinality(having):
            counts[value] = number
    return found, counts


class FacetBitmaps:
    """The bitmaps of this process, shared by its threads."""

    def __init__(self):
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        self._by_value: dict[str, BitMap] = defaultdict(BitMap)
        self._last: int | None = None

    def count(self, pages: BitMap, chosen: Chosen) -> tuple[BitMap, Counter[str]]:
        """As `count`, with the facets of pages as they are filed now.

        In one query, two after a change.
        """
        with self._lock:
            self._take_in()
            return count(pages, self._by_value, chosen)

    def _take_in(self) -> None:
        last = Filing.last_number()
        if last == self._last:
            return
        entries = CatalogueEntry.objects.all()
        if self._last is None or last < self._last:
            self.forget()
        else:
            entries = entries.filter(filing__gt=self._last)
        self._replace(entries.values_list("page", "facets"))
        self._last = last

    def _replace(self, rows: Iterable[tuple[int, str]]) -> None:
        pages, added = BitMap(), defaultdict(BitMap)
        for page, facets in rows:
            pages.add(page)
            for value in facets.split():
                added[value].add(page)
        for having in self._by_value.values():
            having -= pages
        for value, having in added.items():
            self._by_value[value] |= having


def _with_any(values: Iterable[str], by_value: PagesByValue) -> BitMap:
    return BitMap.union(BitMap(), *(by_value[value] for value in values if value in by_value))


facet_bitmaps = FacetBitmaps()
