"""Pages of a list whose end nobody needs to know."""

import re
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

#: Pages after the one being read that a reader is offered.
AHEAD = 2
#: No list has as many; beyond, some databases cannot count.
MOST_PAGES = 1_000_000


class NearPaginator(Paginator):
    """Counts no farther than a few pages after the one asked: a list costs the same however long.

    `counted` is the list in the order that an engine walks along most easily, where it is shown in
    another one. An order is needed: without it, PostgreSQL reads all events before it counts a few dates.
    """

    def __init__(
        self, found: QuerySet, per_page: int, asked: str | None, counted: QuerySet | None = None
    ):
        super().__init__(found, per_page)
        number = re.fullmatch(r"[0-9]{1,9}", asked or "")
        self.asked = int(number[0]) if number else 1
        self.counted = found if counted is None else counted

    @cached_property
    def count(self) -> int:
        farthest = min(self.asked, MOST_PAGES) + AHEAD
        return self.counted[: farthest * self.per_page].count()

    @property
    def page_asked(self) -> Page:
        """The last one where there are not so many."""
        return self.get_page(self.asked)
