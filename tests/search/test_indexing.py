"""A page is indexed when what a search may find changes, once, and never because a draft is saved."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page
from wagtail.search import index
from wagtail.search.models import IndexEntry

from home.models import StandardPage
from methods.models import MethodSheetPage
from portal.content.models import PortalPage
from portal.publishing import after_publication
from portal.search.events import records_indexed
from projects.agenda.models import Occurrence
from tests.support.admin import form_values
from tests.support.publication import complete
from tests.support.tree import Tree, page_types

pytestmark = [pytest.mark.django_db, pytest.mark.searches]


@contextmanager
def indexed():
    """Gives the list of the primary keys of pages as they are indexed."""
    keys = []

    def note(sender, records, **kwargs):
        keys.extend(record.pk for record in records if isinstance(record, Page))

    records_indexed.connect(note)
    try:
        yield keys
    finally:
        records_indexed.disconnect(note)


@pytest.fixture(params=page_types(), ids=lambda each: each.__name__)
def published(request, tree: Tree) -> PortalPage:
    return complete(tree.add(request.param))


def queries_of_publishing(published: PortalPage) -> int:
    revision = published.save_revision()
    with CaptureQueriesContext(connection) as queries:
        revision.publish()
    return len(queries)


def found(words: str) -> list[str]:
    return [each.title for each in Page.objects.all().search(words)]


class TestEveryType:
    def test_is_indexed_once_when_it_is_published(self, published):
        with indexed() as keys:
            published.save_revision().publish()
        assert keys == [published.pk]

    def test_is_not_indexed_with_its_drafts(self, published):
        published.title = "Un brouillon"
        with indexed() as keys:
            published.save_revision()
        assert keys == []

    def test_is_indexed_when_it_ceases_to_be_public(self, published):
        with indexed() as keys:
            published.unpublish()
        assert keys == [published.pk]
        assert not published.public_texts.exists()

    def test_leaves_the_index_when_it_is_deleted(self, published):
        entries = IndexEntry.objects.filter(object_id=str(published.pk))
        assert entries.count() == 1
        Occurrence.objects.filter(event=published.pk).delete()
        published.delete()
        assert not entries.exists()

    def test_costs_at_most_twice_what_wagtail_alone_asks(self, published, monkeypatch):
        """Wagtail alone: without the index and without the steps after a publication."""
        published.save_revision().publish()  # what the first one alone asks is left out
        with monkeypatch.context() as alone:
            alone.setattr(after_publication, "steps", list)
            alone.setattr(index, "insert_or_update_object", lambda instance: None)
            wagtail = queries_of_publishing(published)
        assert 0 < queries_of_publishing(published) <= 2 * wagtail


class TestTheEditor:
    @pytest.fixture
    def sheet(self, tree):
        return complete(tree.add(MethodSheetPage, title="Accueillir"))

    def post(self, client, page, **values):
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        sent = form_values(client.get(url).content.decode()) | values
        with indexed() as keys:
            assert client.post(url, sent).status_code == 302
        return keys

    def test_saves_drafts_of_a_public_page_without_indexing(self, admin, sheet):
        assert self.post(admin, sheet, title="Recevoir") == []
        assert found("recevoir") == []

    def test_finds_a_new_draft_by_its_title_of_today(self, admin, tree):
        draft = tree.add(StandardPage, title="Une ébauche", live=False)
        assert self.post(admin, draft, title="Le mode d’emploi") == [draft.pk]
        assert found("emploi") == ["Le mode d’emploi"]
        assert self.post(admin, draft, summary="Autre chose") == []
