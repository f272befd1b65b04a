"""Messages in the page editor about outdated, incomplete or misplaced translations."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import SourceDeletedError, Translation

from portal.publishing.requirements import IncompletePage, missing_for_publication
from portal.translation.moves import left_behind
from portal.translation.sources import source_behind
from portal.translation.states import passages


def tell_of_changes(request: HttpRequest, page: Page) -> None:
    source = source_behind(page)
    pending = getattr(source, "pending_changes", None)
    if source is None or pending is None:
        return
    button = messages.button(reverse("translation_changes", args=(page.pk,)), _("Voir ce qui a changé"))
    number = {"passages": passages(pending.number)}
    if source.locale_id == page.locale_id:
        words = _(
            "Sa traduction ne suit pas encore les derniers changements de cette page : %(passages)s."
        )
        messages.info(request, words % number, buttons=[button])
    else:
        words = _("La page en français a changé depuis cette traduction : %(passages)s.")
        messages.warning(request, words % number, buttons=[button])


def tell_what_is_missing(request: HttpRequest, page: Page) -> None:
    """Adds messages about what blocks the publication of a translation, or is not translated.

    It checks what would be published: the French page as last synced, with its translated passages.
    """
    following = Translation.objects.filter(source__object_id=page.translation_key, enabled=True)
    translation = following.filter(target_locale=page.locale_id).select_related("source").first()
    if translation is None or page.alias_of_id:
        return
    locale = page.locale
    try:
        draft = translation.source.get_ephemeral_translated_instance(locale, fallback=True)
    except SourceDeletedError:
        return
    if missing := missing_for_publication(draft):
        words = _(
            "Cette traduction ne peut pas encore être publiée. Il lui manque %(reasons)s : complétez la "
            "page en français, puis reprenez ses changements."
        )
        messages.warning(request, words % {"reasons": IncompletePage(page, missing).reasons})
    passages_left = translation.source.stringsegment_set.annotate_translation(locale)
    if number := passages_left.filter(translation=None).count():
        words = _("Ce qui n’est pas traduit paraîtrait en français : %(passages)s.")
        messages.info(request, words % {"passages": passages(number)})


def tell_what_stayed(request: HttpRequest, page: Page) -> None:
    """After a page is moved, names the translations that could not follow, and what to do."""
    for translation in left_behind(page):
        words = _(
            "Sa traduction « %(title)s » (%(language)s) est restée à son ancienne place. Traduisez "
            "d’abord la page au-dessus, si elle ne l’est pas, puis déplacez la traduction."
        )
        facts = {"title": translation.get_admin_display_title(), "language": translation.locale}
        move = reverse("wagtailadmin_pages:move", args=(translation.pk,))
        messages.warning(request, words % facts, buttons=[messages.button(move, _("La déplacer"))])
