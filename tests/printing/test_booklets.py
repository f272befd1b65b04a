"""Several documents are one accessible file, each a chapter in its own language."""

import pytest
from django.core.cache import cache
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.printing.booklets import Booklet
from portal.printing.documents import Heading, Prose, Quotation, compiled
from tests.printing.test_documents import HOSTILE, a_document, a_picture, full_of
from tests.support.pdf import Pdf

ADDRESS = "https://exemple.fr/classeur/partage/?p=1,2"


def a_booklet(*chapters, **says) -> Booklet:
    return Booklet(
        **{"title": "Pour le CCAS", "address": ADDRESS, "language": "fr"} | says, chapters=chapters
    )


class TestABooklet:
    def test_opens_with_a_cover_and_contents_that_lead_to_its_chapters(self):
        chapters = (a_document(title="Le tour de table"), a_document(title="La promenade"))
        made = Pdf(compiled(a_booklet(*chapters, date="Fait le 2 mai 2027")))
        assert made.faults == []
        assert made.title == "Pour le CCAS"
        assert made.bookmarks == ["Pour le CCAS", "Sommaire", "Le tour de table", "La promenade"]
        assert made.tags.count("/TOCI") == 2
        assert made.pages == 4
        assert [
            text for text in ("2 pages du portail", "Fait le 2 mai 2027") if not made.says(text)
        ] == []
        assert "page 4 sur 4" in made.text

    def test_names_the_source_of_the_list_and_of_each_chapter(self):
        made = Pdf(compiled(a_booklet(a_document(address="https://exemple.fr/un/"))))
        assert {ADDRESS, "https://exemple.fr/un/"} <= made.links

    def test_keeps_headings_under_their_chapter(self):
        blocks = (Prose("<h6>a</h6>"), Heading("b", 4))
        made = Pdf(compiled(a_booklet(a_document(blocks=blocks), a_document(blocks=blocks))))
        levels = [tag for tag in made.tags if tag[1:2] == "H"]
        assert levels == ["/H1", "/H1", "/H1", "/H2", "/H3", "/H1", "/H2", "/H3"]

    def test_speaks_the_language_of_each_chapter(self):
        english = a_document(language="en", title="The walk", blocks=(Quotation("I stay"),))
        made = Pdf(compiled(a_booklet(a_document(), english)))
        assert (made.root["/Lang"], made.languages) == ("fr", {"en"})
        assert made.says("This page online")
        assert made.says("Cette page en ligne")

    def test_holds_the_pictures_of_its_chapters_and_bears_a_broken_one(self):
        chapters = (
            a_document(picture=a_picture(alt="Un banc")),
            a_document(picture=a_picture("2.jpg", b"broken", alt="Perdue")),
        )
        assert Pdf(compiled(a_booklet(*chapters))).pictures == ["Un banc"]

    def test_is_the_same_file_twice(self):
        booklet = a_booklet(a_document(), a_document(language="en"))
        first = compiled(booklet)
        cache.clear()
        assert compiled(booklet) == first


class TestAnyContent:
    @pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
    def test_becomes_an_accessible_file(self, text):
        chapter = full_of(text[:500], "document.typ")
        assert Pdf(compiled(a_booklet(chapter, title=text))).faults == []

    @settings(deadline=None, max_examples=5)
    @given(text=st.text(st.characters(), max_size=100) | st.text("<>/abh36 &;=\\'\"#", max_size=100))
    def test_of_any_kind_becomes_one(self, text):
        made = a_booklet(full_of(text, "document.typ"), title=text, language=text)
        assert compiled(made).startswith(b"%PDF")
