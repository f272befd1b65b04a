"""Pages in another language, through wagtail-localize."""

import polib
import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import Translation, TranslationSource

from home.models import StandardPage
from portal.content.blocks import TableBlock
from portal.content.models import PageAudience, PageTheme
from portal.translation import services
from portal.vocabulary.models import Audience, Theme
from projects.agenda.models import WorkshopPage
from projects.parks.models import Action, ParkPage, ProjectPage
from tests.support.events import records
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


class TestATranslationStaysTrue:
    """To its Park, its themes and audiences, its facts, its dates and actions."""

    @pytest.fixture
    def terms(self, tree):
        def make(model, name):
            return model.objects.create(name=name, slug=name.lower(), locale=tree.home.locale)

        return make(Theme, "Accueillir"), make(Theme, "Relier"), make(Audience, "Jeunes")

    @pytest.fixture
    def workshop(self, tree, terms):
        project = tree.add(ProjectPage, parent=tree.add(ParkPage))
        Action.objects.create(project=project, title="Ouvrir un jardin")
        theme, _other, audience = terms
        workshop = tree.add(
            WorkshopPage,
            parent=project,
            place_name="La mairie",
            page_themes=[PageTheme(term=theme)],
            page_audiences=[PageAudience(term=audience)],
        )
        tree.date(workshop, days=3, capacity=8)
        return workshop

    def facts(self, page):
        page = type(page).objects.get(pk=page.pk)
        return {
            "park": page.park,
            "themes": [row.term for row in page.page_themes.all()],
            "audiences": [row.term for row in page.page_audiences.all()],
            "place": page.place_name,
            "dates": [date.pk for date in page.occurrences],
        }

    def test_when_it_is_made(self, workshop):
        translated = translate(workshop)
        assert self.facts(translated) == self.facts(workshop)
        assert translated.park is not None
        project, twin = workshop.get_parent().specific, translated.get_parent().specific
        assert [list(Action.objects.of(page)) for page in (project, twin)] == [
            [Action.objects.get()],
            [Action.objects.get()],
        ]

    def test_through_a_change_of_the_original_and_its_taking_over(self, tree, workshop, terms):
        translated = translate(workshop)
        was = self.facts(workshop)
        page = WorkshopPage.objects.get(pk=workshop.pk)
        page.page_themes, page.page_audiences = [PageTheme(term=terms[1])], []
        page.place_name = "La halle"
        publish(page)
        assert self.facts(translated) == was
        tree.date(workshop, days=10)
        before = records()
        services.take_over(TranslationSource.objects.get_for_instance(workshop))
        translate(workshop)
        now = self.facts(translated)
        assert now == self.facts(workshop)
        assert (now["themes"], now["audiences"], now["place"]) == ([terms[1]], [], "La halle")
        assert (now["park"], len(now["dates"])) == (was["park"], 2)
        assert records() == before


def test_no_machine_translates():
    assert not hasattr(settings, "WAGTAILLOCALIZE_MACHINE_TRANSLATOR")
    assert get_machine_translator() is None
