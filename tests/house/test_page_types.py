"""Every page type can be created, edited, previewed, read and translated, by its mere existence."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from portal.content.models import PortalPage
from portal.publishing.requirements import IncompletePage, missing_for_publication
from tests.support.admin import form_values
from tests.support.publication import complete
from tests.support.translation import translate
from tests.support.tree import page_types

pytestmark = pytest.mark.searches

ALL = pytest.mark.parametrize("page_type", page_types(), ids=lambda model: model.__name__)


@ALL
class TestAPageOfThisType:
    def test_is_created_as_a_draft_with_a_title_alone(self, page_type, tree, admin):
        parent = tree.parent_for(page_type)
        url = reverse(
            "wagtailadmin_pages:add",
            args=(page_type._meta.app_label, page_type._meta.model_name, parent.pk),
        )
        form = admin.get(url)
        assert form.status_code == 200
        values = form_values(form.content.decode()) | {"title": "Un brouillon", "slug": "brouillon"}
        response = admin.post(url, values)
        page = page_type.objects.filter(slug="brouillon").first()
        assert page is not None, response.context and response.context["form"].errors
        assert not page.live

    def test_is_edited(self, page_type, tree, admin):
        page = tree.add(page_type)
        url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
        values = form_values(admin.get(url).content.decode())
        values["title"] = "Un autre titre"
        admin.post(url, values)
        page.refresh_from_db()
        assert page.get_latest_revision_as_object().title == "Un autre titre"

    def test_asks_for_what_its_form_can_give_and_is_published_with_it(self, page_type, tree, visitor):
        page = tree.add(page_type, live=False, first_published_at=None)
        fields = editor_fields(page_type) | set(page_type.get_edit_handler().get_form_class().formsets)
        missing = missing_for_publication(page)
        assert {each.field for each in missing} - {""} <= fields
        assert all(each.what and each.why for each in missing)
        with pytest.raises(IncompletePage):
            page.save_revision().publish()
        complete(page).latest_revision.publish()
        assert visitor.get(page.url).status_code == 200

    def test_is_previewed(self, page_type, tree, admin):
        page = tree.add(page_type)
        for mode, _label in page.preview_modes:
            request = page.make_preview_request(preview_mode=mode)
            assert request.status_code == 200

    def test_is_read_when_it_says_nothing_but_its_title(self, page_type, tree, visitor):
        page = tree.add(page_type)
        response = visitor.get(page.url)
        assert response.status_code == 200
        assert response.content.decode().count("<h1") == 1

    def test_is_translated(self, page_type, tree, visitor):
        page = tree.add(page_type)
        translated = translate(page)
        assert translated.park_id == page.park_id
        assert visitor.get(translated.url).status_code == 200


@ALL
class TestTheRulesOfThisType:
    def test_it_names_its_parents_and_says_what_it_is_for(self, page_type):
        assert page_type.parent_page_types
        assert page_type.page_description
        assert page_type._meta.verbose_name

    def test_its_kind_is_its_own(self, page_type):
        twins = [other for other in page_types() if other.kind_slug == page_type.kind_slug]
        assert page_type.kind_slug
        assert twins == [page_type]

    def test_every_field_an_editor_fills_in_has_a_help_text(self, page_type):
        missing = [
            field.name
            for field in page_type._meta.get_fields()
            if field.name in editor_fields(page_type) and not getattr(field, "help_text", "x")
        ]
        assert missing == []

    def test_it_is_found_by_its_summary(self, page_type):
        names = {field.field_name for field in page_type.search_fields}
        assert {"title", "summary", "easy_read"} <= names


def editor_fields(page_type: type[PortalPage]) -> set[str]:
    """The names of the model fields that the editor shows, Wagtail’s own left out."""
    form = page_type.get_edit_handler().get_form_class()
    wagtail_own = {field.name for field in Page._meta.get_fields()}
    return set(form.base_fields) - wagtail_own
