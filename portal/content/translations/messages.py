"""Telling who opens a page that it and its translations no longer say the same."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from portal.content.translations.sources import source_behind
from portal.content.translations.states import passages


def tell_of_changes(request: HttpRequest, page: Page) -> None:
    source = source_behind(page)
    pending = getattr(source, "pending_changes", None)
    if pending is None:
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
