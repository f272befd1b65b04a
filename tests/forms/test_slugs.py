"""Addresses are made of titles by one rule, whoever makes them."""

import json
import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methods.models import MethodSheetPage
from portal.forms.slugs import slug_of
from portal.vocabulary.models import Tag
from tests.support.slugs import TITLES


class TestATitle:
    @pytest.mark.parametrize(("title", "slug"), TITLES)
    def test_becomes_an_address(self, title, slug):
        assert slug_of(title) == slug

    @given(title=st.text(max_size=60))
    def test_becomes_plain_letters_whatever_it_is(self, title):
        assert re.fullmatch(r"([a-z0-9]([a-z0-9_-]*[a-z0-9])?)?", slug_of(title))
        assert slug_of(slug_of(title)) == slug_of(title)


class TestEveryMaker:
    """One rule: what makes addresses makes the same of the same title."""

    @pytest.mark.parametrize(("title", "slug"), TITLES)
    def test_a_page_without_one_makes_its_own(self, tree, title, slug):
        page = MethodSheetPage(title=title)
        tree.home.add_child(instance=page)
        assert page.slug == slug

    @pytest.mark.parametrize(("title", "slug"), TITLES)
    def test_a_tag_makes_its_own(self, db, title, slug):
        assert Tag.objects.create(name=title).slug == slug

    @pytest.mark.parametrize(("title", "slug"), TITLES)
    def test_a_copy_is_given_one(self, tree, title, slug):
        from portal.content.beginnings import _free_slug

        assert _free_slug(tree.home, title) == slug

    def test_the_script_of_the_editor_is_told_the_rule(self, tree, admin):
        from django.urls import reverse

        address = reverse("wagtailadmin_pages:edit", args=(tree.add(MethodSheetPage).pk,))
        html = admin.get(address).content.decode()
        told = re.search(r'data-w-slug-formatters-value="([^"]+)"', html)
        assert told and json.loads(unescape(told[1]))[-1][1] == ""

    def test_no_other_code_makes_addresses_of_titles(self):
        """`abbreviations` compares letters; it makes no address."""
        from pathlib import Path

        using = {
            path.name
            for room in ("portal", "home", "methods", "projects")
            for path in Path(room).rglob("*.py")
            if re.search(r"import .*\b(?:cautious_)?slugify\b", path.read_text())
        }
        assert using == {"slugs.py", "abbreviations.py"}
