"""Finds the TranslationSource of a page, original or translation, and its translations."""

from __future__ import annotations

from django.db.models import Q
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from portal.content.models import PortalPage
from portal.people.models import User


def source_behind(page: Page) -> TranslationSource | None:
    """Returns the source of a page, be it the original or a translation; None if there is none."""
    follows = Q(translations__target_locale=page.locale_id, translations__enabled=True)
    of_the_page = TranslationSource.objects.filter(object_id=page.translation_key)
    mine = of_the_page.filter(follows | Q(locale=page.locale_id, translations__enabled=True))
    return mine.select_related("pending_changes").first()


def editable_translations(source: TranslationSource, user: User) -> list[PortalPage]:
    """Returns the translations made from a source that the user may edit."""
    languages = source.translations.filter(enabled=True).values("target_locale")
    pages = PortalPage.objects.filter(translation_key=source.object_id, locale__in=languages)
    return list(pages.editable_by(user, "change").order_by("locale"))
