"""Pages in another language, through wagtail-localize."""

import polib
import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from home.models import StandardPage
from portal.content.blocks import TableBlock
from portal.content.models import PageTheme, Theme
from tests.support.publication import publish
from tests.support.translation import translate

TABLE = {
    "caption": "Qui fait quoi",
    "columns": [{"type": "text", "heading": "Qui"}, {"type": "text", "heading": "Quoi"}],
    "rows": [{"values": ["Le Parc", "Anime"]}, {"values": ["", "Écoute"]}],
}
ENGLISH = {"Qui fait quoi": "Who does what", "Qui": "Who", "Le Parc": "The Park", "Écoute": "Listens"}


@pytest.fixture
def page(tree):
    return tree.add(StandardPage, body=[("table", TableBlock().to_python(TABLE))])


class TestATable:
    def test_is_translated_cell_by_cell(self, page, visitor):
        translated = translate(page)
        source = TranslationSource.objects.get_for_instance(page)
        translation = Translation.objects.get(source=source)
        messages: polib.POFile = translation.export_po()
        for message in messages:
            message.msgstr = ENGLISH.get(message.msgid, "")
        translation.import_po(messages)
        translated = translate(page)
        html = visitor.get(translated.url).content.decode()
        assert "<caption>Who does what</caption>" in html
        assert '<th scope="row">The Park</th>' in html
        assert "<td>Listens</td>" in html
        assert "<td>Anime</td>" in html

    def test_does_not_stop_the_translator(self, page, admin):
        translated = translate(page)
        url = reverse("wagtailadmin_pages:edit", args=(translated.pk,))
        response = admin.get(url)
        assert response.status_code == 200
        assert "Qui fait quoi" in response.content.decode()


class TestAThemeOfATranslatedPage:
    def test_stays_and_is_named_in_the_readers_language(self, tree, visitor):
        theme = Theme.objects.create(name="Accueillir", slug="accueillir", locale=tree.home.locale)
        english = theme.copy_for_translation(Locale.objects.get(language_code="en"))
        english.name = "Welcome"
        english.save()
        page = tree.add(StandardPage, page_themes=[PageTheme(term=theme)])
        translated = translate(page)
        assert [row.term for row in translated.page_themes.all()] == [theme]
        from django.utils import translation

        with translation.override("en"):
            [term] = translated.terms["themes"]
            assert (term["name"], term["slug"]) == ("Welcome", "accueillir")

    def test_follows_a_change_of_the_source(self, tree):
        theme = Theme.objects.create(name="Accueillir", slug="accueillir", locale=tree.home.locale)
        page = tree.add(StandardPage)
        translate(page)
        page.page_themes = [PageTheme(term=theme)]
        page.tags.add("Bancs")
        publish(page)
        translated = translate(page)
        assert translated.page_themes.count() == 1
        assert [tag.name for tag in translated.tags.all()] == ["Bancs"]
