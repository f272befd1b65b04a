"""Thousands of pages in seconds: copies of existing pages, written without Wagtail’s ceremonies."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator, Sequence
from uuid import uuid4

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max, Model
from wagtail.models import Page

from portal.content.models import PageAudience, PageTheme, PortalPage, TaggedPage

#: A word that every second copy holds, and one that ten of them hold, however many there are.
COMMON, RARE, RARE_PAGES = "voisinage", "ornithorynque", 10
#: What hangs on a page, by the fields that name the page and the word.
_LINKS = (
    (PageTheme, "page_id", "term_id"),
    (PageAudience, "page_id", "term_id"),
    (TaggedPage, "content_object_id", "tag_id"),
)
_AT_A_TIME = 250


def _unchanged(_page: PortalPage, _number: int) -> None:
    pass


@transaction.atomic
def add_copies(
    originals: Sequence[PortalPage],
    first: int,
    last: int,
    parents: Sequence[Page] = (),
    change: Callable[[PortalPage, int], None] = _unchanged,
) -> list[int]:
    """Copies numbered from `first` to before `last`, of each original in turn; answers their keys.

    They stand below each of the parents in turn, in its Park, else beside their originals. Summaries,
    themes, audiences and tags are drawn by lot, the same at each run; `change` has the last word on a
    page before it is written. The search index does not know them yet.
    """
    writer = _Writer(originals, parents, change)
    keys: list[int] = []
    for start in range(first, last, _AT_A_TIME):
        keys += writer.write(range(start, min(start + _AT_A_TIME, last)))
    for statement in connection.ops.sequence_reset_sql(no_style(), [Page]):
        with connection.cursor() as cursor:
            cursor.execute(statement)
    return keys


class _Writer:
    def __init__(self, originals: Sequence[PortalPage], parents: Sequence[Page], change: Callable):
        self.originals, self.parents, self.change = originals, parents, change
        self.words = sorted(
            {word for page in originals for word in page.summary.split() if word.isalpha()}
        )
        self.targets = {
            model: sorted(set(model.objects.values_list(target, flat=True)))
            for model, _page, target in _LINKS
        }
        self.next_key = Page.objects.aggregate(last=Max("pk"))["last"] + 1
        self.last_paths: dict[str, str] = {}

    def write(self, numbers: range) -> list[int]:
        pages = [self._copy(number) for number in numbers]
        for model in _tables(pages):
            rows = [page for page in pages if isinstance(page, model)]
            model._base_manager.all()._insert(
                rows, fields=model._meta.local_concrete_fields, using=connection.alias
            )
        for model, page_field, target_field in _LINKS:
            model.objects.bulk_create(
                model(**{page_field: page.pk, target_field: target})
                for page in pages
                for target in self._drawn(page.pk, self.targets[model])
            )
        return [page.pk for page in pages]

    def _copy(self, number: int) -> PortalPage:
        original = self.originals[number % len(self.originals)]
        page = copy.copy(original)
        page._state = copy.copy(original._state)
        for model in (type(page), *page._meta.get_parent_list()):
            setattr(page, model._meta.pk.attname, self.next_key)
        self.next_key += 1
        page.slug = f"{original.slug}-{number}"
        self._place(page, original, number)
        page.translation_key = uuid4()
        page.latest_revision_id = page.live_revision_id = None
        page.title = page.draft_title = f"{original.title} {number}"
        page.summary = self._summary(number)
        self.change(page, number)
        return page

    def _place(self, page: PortalPage, original: PortalPage, number: int) -> None:
        if not self.parents:
            page.path = self._free_path(original.path[: -Page.steplen])
            page.url_path = f"{original.url_path.rstrip('/')}-{number}/"
            return
        parent = self.parents[number % len(self.parents)]
        page.path, page.depth = self._free_path(parent.path), parent.depth + 1
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.park_id = getattr(parent, "park_id", None)

    def _summary(self, number: int) -> str:
        said = random.Random(number).choices(self.words, k=25)
        said += [COMMON] * (number % 2) + [RARE] * (number < RARE_PAGES)
        return " ".join(said)[:320]

    def _drawn(self, key: int, targets: list[int]) -> list[int]:
        return random.Random(key).sample(targets, min(3, len(targets)))

    def _free_path(self, parent: str) -> str:
        if parent not in self.last_paths:
            children = Page.objects.filter(path__startswith=parent, depth=len(parent) // Page.steplen + 1)
            self.last_paths[parent] = children.aggregate(last=Max("path"))["last"] or f"{parent}0000"
        self.last_paths[parent] = Page(path=self.last_paths[parent])._inc_path()
        return self.last_paths[parent]


def _tables(pages: list[PortalPage]) -> Iterator[type[Model]]:
    """Every table that these pages have rows in, parents first."""
    found: dict[type[Model], None] = {}
    for page in pages:
        for model in (*page._meta.get_parent_list()[::-1], type(page)):
            found.setdefault(model)
    yield from sorted(found, key=lambda model: len(model._meta.get_parent_list()))
