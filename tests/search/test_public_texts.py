"""What everybody may read is kept for quotations and spelling, and nothing else is."""

import pytest
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from home.models import StandardPage
from methods.models import MethodSheetPage
from portal.search import public_texts
from portal.search.models import PublicText, VocabularyWord
from projects.parks.models import ParkPage, ProjectPage
from tests.support.publication import publish

pytestmark = pytest.mark.searches


def vocabulary(language="fr") -> dict[str, int]:
    words = VocabularyWord.objects.filter(language=language, texts__gt=0)
    return dict(words.values_list("written", "texts"))


@pytest.fixture
def sheet(tree):
    return tree.add(MethodSheetPage, title="L’Isolement des aînés", summary="Rompre l’isolement.")


def assert_whole():
    """What was counted step by step is what counting all gives."""
    before = vocabulary()
    public_texts.recount()
    assert vocabulary() == before


class TestTheVocabulary:
    def test_holds_the_words_of_texts_as_they_are_written(self, sheet):
        assert {"isolement", "aînés", "rompre"} <= vocabulary().keys()
        assert vocabulary()["isolement"] == 1
        assert "les" not in vocabulary()

    def test_counts_in_how_many_texts_they_stand(self, tree, sheet):
        tree.add(MethodSheetPage, title="L’isolement")
        assert vocabulary()["isolement"] == 2
        assert_whole()

    def test_follows_a_page_that_changes_and_goes(self, tree, sheet):
        sheet.title, sheet.summary = "Le voisinage", "Rompre le silence."
        publish(sheet)
        assert "isolement" not in vocabulary()
        assert {"voisinage", "rompre"} <= vocabulary().keys()
        sheet.delete()
        assert vocabulary() == {}
        assert_whole()

    def test_is_made_again_with_the_index(self, sheet):
        before = vocabulary()
        VocabularyWord.objects.update(texts=7)
        VocabularyWord.objects.create(language="fr", written="fantôme", plain="fantome", texts=3)
        call_command("update_index", verbosity=0)
        assert vocabulary() == before

    def test_of_odd_texts_breaks_nothing(self, tree):
        tree.add(MethodSheetPage, title="x" * 250, summary="\x0b🙂 " + "é" * 300)
        assert_whole()


class TestWhatIsNotPublic:
    def test_is_not_kept(self, tree, sheet):
        tree.add(MethodSheetPage, title="Brouillon secret", live=False)
        tree.add(StandardPage, title="Mentions légales")
        assert set(PublicText.objects.values_list("page", flat=True)) == {sheet.pk}

    def test_of_a_draft_is_not_kept(self, sheet):
        sheet.title = "Un secret"
        sheet.save_revision()
        assert "secret" not in vocabulary()

    def test_goes_when_it_is_unpublished(self, sheet):
        sheet.unpublish()
        assert vocabulary() == {}

    def test_goes_and_comes_back_with_a_restriction_above(self, tree):
        park = tree.add(ParkPage)
        tree.add(ProjectPage, parent=park, title="Un projet réservé")
        other = tree.add(ParkPage, title="Ailleurs")
        restriction = PageViewRestriction.objects.create(page=park, restriction_type="login")
        assert "réservé" not in vocabulary()
        assert "ailleurs" in vocabulary()
        assert_whole()
        restriction.delete()
        assert "réservé" in vocabulary()
        assert_whole()
        PageViewRestriction.objects.create(page=park, restriction_type="login")
        park.delete()
        assert set(PublicText.objects.values_list("page", flat=True)) == {other.pk}

    def test_goes_with_a_move_below_a_restriction(self, tree):
        reserved, opened = tree.add(ParkPage), tree.add(ParkPage)
        PageViewRestriction.objects.create(page=reserved, restriction_type="login")
        project = tree.add(ProjectPage, parent=opened, title="Un projet mobile")
        assert "mobile" in vocabulary()
        project.move(reserved, "last-child")
        assert "mobile" not in vocabulary()
        assert_whole()
