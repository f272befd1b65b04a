"""English translations of the demo content, made with wagtail-localize from `content/en.po`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import polib  # type: ignore[import-untyped]
from django.db import transaction
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import Translation, TranslationSource

from portal.demo.loader import Loader
from portal.demo.texts import CONTENT
from portal.vocabulary.models import Audience, GlossaryTerm, Theme

CATALOGUE = CONTENT / "en.po"
#: Keys of the translated pages, parents first; other pages are not in the English menu.
PAGES = (
    "accueil",
    "la-demarche",
    "temps-1-s-approprier-la-charte",
    "temps-2-le-comite-de-pilotage",
    "temps-3-la-question-commune",
    "temps-4-les-groupes-tests",
    "temps-5-les-items-et-le-vote",
    "temps-6-la-restitution-et-le-plan-d-actions",
    "parler-du-social-autrement",
    "l-atelier-thematique",
    "la-promenade-urbaine",
    "agenda",
    "catalogue",
    "a-propos",
    "contact",
    "accessibilite",
    "donnees-personnelles",
    "mentions-legales",
)


class Translator:
    """Translates untranslated records of the demo content; other records are unchanged."""

    def __init__(self, loader: Loader):
        self.locale = Locale.objects.get(language_code="en")
        self._loader = loader

    @transaction.atomic
    def translate(self) -> int:
        """Returns how many records it translated."""
        made = 0
        for record in self.records():
            if not record.has_translation(self.locale):
                self._translate(record)
                made += 1
        return made

    def records(self) -> Iterator[TranslatableMixin]:
        """Yields vocabulary terms first, since pages use them; then pages, parents first."""
        for model in (Theme, Audience, GlossaryTerm):
            for term in model.objects.in_language("fr"):
                if self._loader.owns(term, f"{model.__name__}:{term.slug}"):
                    yield term
        for key in PAGES:
            if self._loader.owns(self._loader.pages[key], key):
                yield self._loader.pages[key].specific

    def translation_of(self, record: TranslatableMixin) -> Translation:
        source, _made = TranslationSource.get_or_create_from_instance(record)
        translation, _made = Translation.objects.get_or_create(source=source, target_locale=self.locale)
        return translation

    def _translate(self, record: TranslatableMixin) -> None:
        translation = self.translation_of(record)
        messages = translation.export_po()
        for message in messages:
            message.msgstr = self._english.get(message.msgid, "")
        translation.import_po(messages)
        is_page = isinstance(record, Page)
        translation.save_target(publish=not is_page)
        if is_page:
            # wagtail-localize would only publish at the end of the outermost transaction.
            translation.get_target_instance().get_latest_revision().publish()

    @cached_property
    def _english(self) -> dict[str, str]:
        return {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE))}
