"""Plain records that belong to a page but live outside its drafts.

What time or people change (dates, actions, registrations) must not be reset by publishing a stale
draft, nor copied to a translation. Such a record hangs on the source-language version of its page by a
plain foreign key, is found from any version by the translation key, and has its own admin screen.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from wagtail.models import Page

from portal.forms.lines import OneLineMixin

if TYPE_CHECKING:
    from portal.people.models import User


class PageRecordQuerySet(models.QuerySet):
    def of(self, page: Page) -> PageRecordQuerySet:
        """The records of a page, from whichever of its translations."""
        return self.filter(**{f"{self.model.page_field}__translation_key": page.translation_key})

    def below(self, page: Page) -> PageRecordQuerySet:
        """Those of a page and of all pages below it."""
        return self.filter(**{f"{self.model.page_field}__path__startswith": page.path})

    def that_keep(self, now: datetime) -> PageRecordQuerySet:
        """Those whose page cannot be deleted now, not even for some days: somebody counts on it."""
        return self.none()


class PageRecord(OneLineMixin, models.Model):
    """A record of a page; `page_field` names its foreign key (PROTECT) to the page."""

    page_field: ClassVar[str]
    #: What the editor fills in on the record’s own screen.
    panels: ClassVar[list]
    #: What to do where a page cannot be deleted because of such records, if anything better.
    instead_of_deleting: ClassVar[str] = ""

    objects = PageRecordQuerySet.as_manager()

    class Meta:
        abstract = True


def may_write_records(user: User, page: Page) -> bool:
    """Whether somebody may write the records of a page, of the version that they hang on.

    No draft keeps them back. So once a version of the page was public, writing them asks the right to
    publish; before, to edit the page is enough.
    """
    tester = page.permissions_for_user(user)
    return tester.can_publish() or (tester.can_edit() and not has_been_public(page))


def has_been_public(page: Page) -> bool:
    """Whether the page was ever online, in any language."""
    versions = Page.objects.filter(translation_key=page.translation_key)
    return versions.filter(Q(live=True) | Q(first_published_at__isnull=False)).exists()


def records_below(page: Page) -> dict[type[PageRecord], int]:
    """How many records of each kind hang on a page and on those below it; no kind without any."""
    numbers = {model: model._default_manager.below(page).count() for model in PageRecord.__subclasses__()}
    return {model: number for model, number in numbers.items() if number}


def records_that_keep(page: Page, now: datetime) -> list[type[PageRecord]]:
    """The kinds of records for which a page, or one below it, cannot be deleted now."""
    return [
        model
        for model in PageRecord.__subclasses__()
        if model._default_manager.below(page).that_keep(now).exists()
    ]
