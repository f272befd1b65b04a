"""Plain records: rows that belong to a page but not to its drafts.

Data that changes with time or people (dates, actions, registrations) must not be reset by publishing an
old draft, nor copied to a translation. Such a record has a plain foreign key to the source-language
version of its page, is found from any translation by the translation key, and has its own admin view.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from wagtail.models import Page

from portal.forms.lines import OneLineMixin

if TYPE_CHECKING:
    from portal.people.models import User


class PageRecordQuerySet(models.QuerySet):
    def of(self, page: Page) -> Self:
        """Returns the records of a page, given any of its translations."""
        return self.filter(**{f"{self.model.page_field}__translation_key": page.translation_key})

    def below(self, page: Page) -> Self:
        """Returns the records of a page and its descendants."""
        return self.filter(**{f"{self.model.page_field}__path__startswith": page.path})

    def that_keep(self, now: datetime) -> Self:
        """Returns the records in use: their page cannot be deleted now, not even to the trash."""
        return self.none()


class PageRecord(OneLineMixin, models.Model):
    """A record of a page; `page_field` is the name of its foreign key (PROTECT) to the page."""

    page_field: ClassVar[str]
    #: The panels of the record’s own edit form.
    panels: ClassVar[list]
    #: What to do instead if such records prevent the deletion of a page; may be empty.
    instead_of_deleting: ClassVar[str | Promise] = ""

    objects = PageRecordQuerySet.as_manager()

    class Meta:
        abstract = True


def may_write_records(user: User, page: Page) -> bool:
    """Returns whether a user may write the records of a page; `page` is the version that they belong to.

    Records have no drafts. So once any version of the page was public, writing them requires the right to
    publish; before that, the right to edit the page.
    """
    tester = page.permissions_for_user(user)
    return tester.can_publish() or (tester.can_edit() and not has_been_public(page))


def has_been_public(page: Page) -> bool:
    """Returns whether the page was ever published, in any language."""
    versions = Page.objects.filter(translation_key=page.translation_key)
    return versions.filter(Q(live=True) | Q(first_published_at__isnull=False)).exists()


def record_models() -> list[type[PageRecord]]:
    return [model for model in apps.get_models() if issubclass(model, PageRecord)]


def records_below(page: Page) -> dict[type[PageRecord], int]:
    """Returns the number of records of a page and its descendants, by model, without zeros."""
    numbers = {model: model._default_manager.below(page).count() for model in record_models()}
    return {model: number for model, number in numbers.items() if number}


def records_that_keep(page: Page, now: datetime) -> list[type[PageRecord]]:
    """Returns the record models that prevent the deletion of a page, or of a descendant, now."""
    return [
        model for model in record_models() if model._default_manager.below(page).that_keep(now).exists()
    ]
