"""Write operations on translations: counts pending changes, and takes them over."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from portal.operations import faults
from portal.translation.changes import Change, changes_of
from portal.translation.models import PendingChanges

logger = logging.getLogger(__name__)


def note_changes(page: Page) -> None:
    """Counts the pending changes of a page. A step of AFTER_PUBLICATION."""
    of_the_page = TranslationSource.objects.filter(object_id=page.translation_key)
    if source := of_the_page.filter(locale=page.locale_id).first():
        _count(source)


def recount() -> int:
    """Recounts the changes of every page published after its last sync; returns how many pages."""
    published = Page.objects.filter(translation_key=OuterRef("object_id"), locale=OuterRef("locale"))
    behind = TranslationSource.objects.filter(
        last_updated_at__lt=Subquery(published.values("last_published_at")[:1])
    )
    return faults.each(logger, "comparison", behind, _count)


@transaction.atomic
def _count(source: TranslationSource) -> int:
    if number := len(changes_of(source)):
        PendingChanges.objects.update_or_create(source=source, defaults={"number": number})
    else:
        forget_changes(source)
    return 1


def forget_changes(source: TranslationSource) -> None:
    PendingChanges.objects.filter(source=source).delete()


@transaction.atomic
def take_over(source: TranslationSource) -> None:
    """Syncs the translations with their page, as wagtail-localize does; publishes nothing.

    A changed passage keeps its old translation, marked as an error to correct: until then it counts as
    not translated.
    """
    changes = changes_of(source)
    source.update_from_db()
    for translation in source.translations.filter(enabled=True).select_related("target_locale"):
        source.update_target_view_restrictions(translation.target_locale)
        _offer_old_words(source, translation.target_locale_id, changes)


def _offer_old_words(source: TranslationSource, locale_id: int, changes: Iterable[Change]) -> None:
    replaced = [change for change in changes if change.path and change.before and change.after]
    segments = _by_place(
        StringSegment.objects.filter(source=source).annotate(
            place=F("context__path"), text=F("string__data")
        )
    )
    known = _by_place(
        StringTranslation.objects.filter(
            context__object_id=source.object_id, locale_id=locale_id
        ).annotate(place=F("context__path"), text=F("translation_of__data"))
    )
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale_id=locale_id,
            data=known[change.path, change.before].data,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            has_error=True,
            field_error=_("L’original a changé : corrigez cette traduction, puis enregistrez-la."),
        )
        for change in replaced
        if (segment := segments.get((change.path, change.after)))
        and (change.path, change.before) in known
        and (change.path, change.after) not in known
    )


def _by_place(rows) -> dict:
    return {(row.place, row.text): row for row in rows}
