"""The catalogue’s row for each page, written when the page is indexed."""

from __future__ import annotations

import time

from django.db import models

from portal.content.models import PortalPage


class CatalogueEntry(models.Model):
    """All facet values of a page in one row, so that one query loads thousands of pages."""

    page = models.OneToOneField(
        PortalPage, models.CASCADE, primary_key=True, related_name="catalogue_entry"
    )
    #: Such as `theme:isolement public:aines`; values contain no space.
    facets = models.TextField()
    #: The sort key of the title, without capitals or accents.
    sort_title = models.CharField(max_length=255)
    #: Number of the last write, set after that write is committed.
    filing = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["filing"], name="entries_by_filing")]

    def __str__(self):
        return self.sort_title


class Filing(models.Model):
    """A single row with the number of the last write, by which readers find newer entries."""

    last = models.BigIntegerField(default=0)

    def __str__(self):
        return str(self.last)

    @classmethod
    def last_number(cls) -> int:
        return cls.objects.filter(pk=1).values_list("last", flat=True).first() or 0

    @classmethod
    def next_number(cls) -> int:
        """Returns a number above all others; call it in a transaction, whose lock keeps commits in order.

        It is a timestamp in microseconds, so that a number rolled back is never reused for other entries.
        """
        counter, _made = cls.objects.select_for_update().get_or_create(pk=1)
        counter.last = max(counter.last + 1, time.time_ns() // 1000)
        counter.save()
        return counter.last
