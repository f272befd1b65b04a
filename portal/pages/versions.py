"""Rules about the pages of one language, or about a page and its translations."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.pages.querysets import in_trash


def has_duplicate(page: Page, field: str) -> bool:
    """Returns whether another page of the same type and language has the same value in `field`.

    A database constraint cannot check it: the locale is in a parent’s table (models.E016).
    """
    value = getattr(page, field)
    if value is None:
        return False
    others = type(page)._default_manager.filter(locale_id=page.locale_id, **{field: value})
    return others.exclude(pk=page.pk).exclude(in_trash()).exists()


def duplicate_complaints(page: Page) -> list[tuple[str, str]]:
    """Returns the fields with a forbidden duplicate on another page, each with its error message."""
    alone = page.unique_in_language.items()
    return [(field, str(message)) for field, message in alone if has_duplicate(page, field)]


def no_longer_than(record: Model, lower_field: str, upper_field: str) -> None:
    """Raises ValidationError if both numbers are given and the lower exceeds the upper."""
    lower, upper = getattr(record, lower_field), getattr(record, upper_field)
    if lower is not None and upper is not None and lower > upper:
        raise ValidationError({upper_field: _("Le maximum est plus petit que le minimum.")})


def source_of(page: Page) -> Page:
    """Returns the translation of a page that its plain records belong to.

    It is the one in the site’s source language or, without one, the oldest.
    """
    versions = type(page)._default_manager.filter(translation_key=page.translation_key)
    return (
        versions.filter(locale__language_code=settings.LANGUAGE_CODE).first()
        or versions.order_by("pk").first()
        or page
    )
