"""A file is an answer that a browser may keep and must ask for again; one that cannot be made is told."""

from contextlib import ExitStack

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from portal.printing import typst
from portal.printing.responses import pdf_response, private_response
from portal.printing.share_pictures import ShareCard, share_response
from tests.printing.test_documents import a_document, a_picture


@pytest.fixture
def all_turns_taken(monkeypatch):
    """Others have files made, as many as may be, for as long as the stack is open."""
    monkeypatch.setattr(typst, "PATIENCE", 0.01)
    with ExitStack() as stack:
        for _each in range(typst.AT_ONCE):
            stack.enter_context(typst._turn())
        yield stack


class TestAFile:
    def respond(self, document=None, **headers):
        request = RequestFactory().get("/pdf/", headers=headers)
        return pdf_response(request, document or a_document(), "la-promenade")

    def test_is_a_file_to_read_here_with_a_name_to_save_it_under(self):
        answer = self.respond()
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"] == 'inline; filename="la-promenade.pdf"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "private" in answer["Cache-Control"]
        assert "no-cache" in answer["Cache-Control"]

    def test_is_empty_for_whoever_has_it(self, monkeypatch):
        etag = self.respond()["ETag"]
        cache.clear()
        monkeypatch.setattr(typst, "compile_pdf", None)
        again = self.respond(if_none_match=etag)
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)

    def test_says_how_else_to_print_when_no_file_could_be_made(self, monkeypatch):
        def refuse(*args, **options):
            raise typst.PrintingError("refused")

        monkeypatch.setattr(typst, "compile_pdf", refuse)
        answer = self.respond(a_document(title="Jamais faite"))
        assert answer.status_code == 503
        assert "depuis votre navigateur" in answer.content.decode()
        assert "ETag" not in answer
        assert "Retry-After" not in answer

    def test_asks_for_patience_while_others_stand_before(self, all_turns_taken):
        answer = self.respond()
        assert answer.status_code == 503
        assert int(answer["Retry-After"]) > 0
        assert "no-store" in answer["Cache-Control"]
        assert "Réessayez dans une minute" in answer.content.decode()
        all_turns_taken.close()
        assert self.respond().status_code == 200

    def test_is_sent_anew_once_the_content_has_changed(self):
        etag = self.respond()["ETag"]
        for change in ({"summary": "Autre"}, {"picture": a_picture()}):
            again = self.respond(a_document(**change), if_none_match=etag)
            assert again.status_code == 200

    def test_that_nobody_keeps_waits_its_turn_too(self, all_turns_taken):
        assert private_response(a_document(), "liste")["Retry-After"]

    def test_that_is_a_picture_waits_its_turn_too(self, all_turns_taken):
        answer = share_response(RequestFactory().get("/"), ShareCard("Jamais dessinée"))
        assert (answer.status_code, "Retry-After" in answer) == (503, True)
