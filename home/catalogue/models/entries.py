"""What the catalogue knows of each page, written with its search entry."""

from __future__ import annotations

import time

from django.db import models

from portal.content.models import PortalPage


class CatalogueEntry(models.Model):
    """The values of a page’s facets in one row: thousands of pages are taken in by one query."""

    page = models.OneToOneField(
        PortalPage, models.CASCADE, primary_key=True, related_name="catalogue_entry"
    )
    #: As `theme:isolement public:aines`: no value holds a space.
    facets = models.TextField()
    #: Its title as lists sort it, without capitals or accents.
    sort_title = models.CharField(max_length=255)
    #: Of the last filing that wrote it, numbered once it is there for all to read.
    filing = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["filing"], name="entries_by_filing")]

    def __str__(self):
        return self.sort_title


class Filing(models.Model):
    """Counts, in one row, how often entries were written: who knows the last number knows them all."""

    last = models.BigIntegerField(default=0)

    def __str__(self):
        return str(self.last)

    @classmethod
    def last_number(cls) -> int:
        return cls.objects.filter(pk=1).values_list("last", flat=True).first() or 0

    @classmethod
    def next_number(cls) -> int:
        """Above all before, in a transaction: the next one to file waits, hence they end in their order.

        It is a moment in microseconds, so that a number which was given up never comes back with other
        entries.
        """
        counter, _made = cls.objects.select_for_update().get_or_create(pk=1)
        counter.last = max(counter.last + 1, time.time_ns() // 1000)
        counter.save()
        return counter.last
