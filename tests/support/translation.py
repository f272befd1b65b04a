"""Translating pages as an editor does, through wagtail-localize."""

from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from tests.support.publication import publish


def translate(page: Page, into: str = "en") -> Page:
    """The published translation of a page, its ancestors’ first, brought up to date."""
    locale = Locale.objects.get(language_code=into)
    for record in (*page.get_ancestors().filter(depth__gt=1), page):
        source, made = TranslationSource.get_or_create_from_instance(record.specific)
        if not made:
            source.update_from_db()
        translation, _made = Translation.objects.get_or_create(source=source, target_locale=locale)
        translation.save_target(publish=False)
        target = translation.get_target_instance()
        publish(target, target.get_latest_revision())
    return page.get_translation(locale).specific
