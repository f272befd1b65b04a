"""Links and pictures in prose are fetched together, whatever their number."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.rich_text import RichText, expand_db_html

from home.models import StandardPage
from portal.content import link_prefetch
from tests.support.queries import count_queries
from tests.support.translation import translate


def link(page) -> str:
    return f'<p><a linktype="page" id="{page.pk}">{page.title}</a></p>'


@pytest.fixture
def targets(tree):
    return [tree.add(StandardPage) for _number in range(20)]


class TestLinksOfAPage:
    def test_cost_as_much_for_twenty_as_for_one(self, tree, targets):
        few = tree.add(StandardPage, body=[("text", RichText(link(targets[0])))])
        many = tree.add(StandardPage, body=[("text", RichText(link(page))) for page in targets])
        assert count_queries(few.url) == count_queries(many.url)

    def test_lead_to_their_pages(self, tree, targets, visitor):
        page = tree.add(StandardPage, body=[("text", RichText(link(targets[0])))])
        assert f'<a href="{targets[0].url}">' in visitor.get(page.url).content.decode()

    def test_lead_to_the_translation_where_there_is_one(self, tree, targets, visitor):
        page = tree.add(
            StandardPage,
            body=[("text", RichText(link(targets[0]))), ("text", RichText(link(targets[1])))],
        )
        translated_target, translated = translate(targets[0]), translate(page)
        html = visitor.get(translated.url).content.decode()
        assert f'<a href="{translated_target.url}">' in html
        assert f'<a href="{targets[1].url}">' in html

    def test_to_what_is_gone_or_not_published_lead_nowhere(self, tree, targets, visitor):
        body = [("text", RichText(link(targets[0]) + link(targets[1])))]
        page = tree.add(StandardPage, body=body)
        targets[0].unpublish()
        targets[1].delete()
        html = visitor.get(page.url).content.decode()
        assert targets[0].url not in html
        assert targets[1].url not in html
        assert f"<a>{targets[0].title}</a>" in html

    def test_are_forgotten_with_the_request(self, tree, targets, visitor):
        page = tree.add(StandardPage, body=[("text", RichText(link(targets[0])))])
        visitor.get(page.url)
        link_prefetch.forget()
        with CaptureQueriesContext(connection) as queries:
            assert targets[0].url in expand_db_html(link(targets[0]))
        assert len(queries) > 0
