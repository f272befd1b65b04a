"""Moves translations along with their page."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from portal.content.services import rename_draft
from portal.mail.messages import Link
from portal.mail.to_users import address, write_to
from portal.pages.querysets import in_trash, is_trash
from portal.publishing.messages import editor_of


@transaction.atomic
def follow(page: Page, before: Page, after: Page) -> None:
    """Moves the translations of a page moved from parent `before` to `after`, each within its language.

    If `after` is not translated, the translation stays and its editor gets an email. Nothing is moved if
    `before` or `after` is the trash, or if the moved page is itself a translation.
    """
    written_here = page.locale.language_code == settings.LANGUAGE_CODE
    ends = {before.pk, after.pk}
    if not written_here or len(ends) == 1 or is_trash(before) or is_trash(after):
        return
    for translation in _translations_of(page):
        if translation.get_parent().translation_key != before.translation_key:
            continue
        parent = _translations_of(after).filter(locale=translation.locale_id).first()
        if parent:
            _move(translation, parent)
        elif editor := editor_of(translation):
            write_to(editor, partial(_words, translation))


def left_behind(page: Page) -> list[Page]:
    """Returns the translations of a page that are not below a translation of its parent.

    Returns an empty list for a translation: it may be elsewhere, and the French page does not follow it.
    """
    if page.locale.language_code != settings.LANGUAGE_CODE:
        return []
    above = page.get_parent().translation_key
    return [each for each in _translations_of(page) if each.get_parent().translation_key != above]


def _translations_of(page: Page) -> QuerySet[Page]:
    versions = Page.objects.filter(translation_key=page.translation_key)
    return versions.exclude(pk=page.pk).exclude(in_trash()).select_related("locale")


def _move(translation: Page, parent: Page) -> None:
    slug = find_available_slug(parent, translation.slug)
    if slug != translation.slug:
        translation.slug = slug
        Page.objects.filter(pk=translation.pk).update(slug=slug)
        rename_draft(translation, slug)
    translation.move(parent, pos="last-child", user=None)


def _words(translation: Page) -> dict[str, Any]:
    facts = {"title": translation.get_admin_display_title(), "language": translation.locale}
    return {
        "subject": _("Une traduction est restée à son ancienne place"),
        "paragraphs": (
            _(
                "La page en français a été déplacée. Sa traduction « %(title)s » (%(language)s) n’a pas "
                "pu la suivre : la page au-dessus n’est pas encore traduite. Traduisez-la, puis "
                "déplacez la traduction."
            )
            % facts,
        ),
        "links": (
            Link(
                _("Ouvrir la traduction"),
                address(reverse("wagtailadmin_pages:edit", args=(translation.pk,))),
            ),
            Link(_("La déplacer"), address(reverse("wagtailadmin_pages:move", args=(translation.pk,)))),
        ),
    }
