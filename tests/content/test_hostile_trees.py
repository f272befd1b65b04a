"""What editors may do to the tree that must not take the site down, nor show what is not public."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text import RichText

from home.models import HomePage, StandardPage
from methods.models import MethodIndexPage, MethodSheetPage
from portal.content.models import PageTheme
from portal.media.models import PortalDocument
from portal.territory.models import Commune
from portal.vocabulary.models import Theme
from projects.agenda.models import WorkshopPage
from projects.parks.models import ParkPage, ProjectPage
from tests.support.admin import form_values
from tests.support.publication import complete, publish
from tests.support.queries import count_queries

pytestmark = pytest.mark.searches


class TestASecondHomePage:
    @pytest.mark.parametrize("live", [True, False])
    def test_changes_nothing_of_the_site(self, tree, visitor, live):
        page = tree.add(StandardPage)
        Page.get_first_root_node().add_child(
            instance=HomePage(title="Une copie", slug="copie", live=live)
        )
        publish(tree.home)
        assert visitor.get("/").context["page"] == tree.home
        assert visitor.get(page.url).status_code == 200


class TestAnAlias:
    def test_is_no_page_of_the_site(self, tree, visitor):
        page = tree.add(StandardPage)
        alias = page.create_alias(update_slug="alias")
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        assert visitor.get(alias.url).status_code == 404
        assert not StandardPage.objects.live_and_public().exists()


class TestADraftAbove:
    def test_is_not_named_by_the_pages_below(self, tree, visitor):
        project = tree.add(ProjectPage, title="Un projet encore secret", live=False)
        workshop = tree.add(WorkshopPage, parent=project)
        html = visitor.get(workshop.url).content.decode()
        assert "encore secret" not in html

    def test_does_not_take_its_sheets_away(self, tree, visitor):
        from methods.models import StagePage

        stage = tree.add(StagePage, number=1, live=False)
        sheet = tree.add(MethodSheetPage, stage=stage)
        index = MethodIndexPage.objects.get()
        assert sheet.title in visitor.get(index.url).content.decode()


class TestADraftThatNamesWhatIsGone:
    def test_is_still_edited(self, tree, admin):
        theme = Theme.objects.create(name="Éphémère", slug="x", locale=tree.home.locale)
        commune = Commune.objects.create(insee_code="59526", name="Ici", department_id="59")
        park_page = tree.add(ParkPage)
        workshop = tree.add(WorkshopPage, parent=park_page)
        workshop.commune, workshop.page_themes = commune, [PageTheme(term=theme)]
        workshop.save_revision()
        park_page.save_revision()
        theme.delete(), commune.delete(), park_page.park.delete()
        for page in (workshop, park_page):
            url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
            assert admin.get(url).status_code == 200


class TestATwin:
    def edit(self, admin, page, **values):
        url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
        form = form_values(admin.get(url).content.decode())
        return admin.post(url, form | values)

    def test_of_a_park_page_is_refused_in_the_form(self, tree, admin):
        first, second = tree.add(ParkPage), tree.add(ParkPage)
        response = self.edit(admin, second, park=str(first.park_id))
        assert "park" in response.context["form"].errors

    def test_of_a_number_is_refused_in_the_form(self, tree, admin):
        tree.add(MethodSheetPage, number=4)
        response = self.edit(admin, tree.add(MethodSheetPage), number="4")
        assert "number" in response.context["form"].errors

    def test_that_came_meanwhile_stops_no_publication(self, tree, admin):
        late, last = (complete(tree.add(MethodSheetPage, live=False)) for _each in range(2))
        late.number = 4
        late.go_live_at = last.go_live_at = timezone.now() - timezone.timedelta(hours=1)
        for page in (late, last):
            page.save_revision(approved_go_live_at=page.go_live_at)
        tree.add(MethodSheetPage, number=4)
        call_command("publish_scheduled")
        assert MethodSheetPage.objects.live().count() == 3

    def test_is_no_hindrance_to_copying(self, tree, admin):
        sheet = tree.add(MethodSheetPage, number=4)
        values = {
            "new_title": "Copie",
            "new_slug": "copie",
            "new_parent_page": sheet.get_parent().pk,
        }
        admin.post(reverse("wagtailadmin_pages:copy", args=(sheet.pk,)), values)
        assert MethodSheetPage.objects.get(slug="copie").number is None


class TestAnExample:
    @pytest.mark.parametrize("how", ["restricted", "draft"])
    def test_does_not_show_a_page_that_is_not_public(self, tree, visitor, how):
        target = tree.add(StandardPage, title="À huis clos")
        if how == "draft":
            target.unpublish()
        else:
            PageViewRestriction.objects.create(page=target, restriction_type="login")
        example = {"title": "x", "text": RichText("<p>x</p>"), "page": target}
        page = tree.add(StandardPage, body=[("example", example)])
        assert "À huis clos" not in visitor.get(page.url).content.decode()


def test_links_to_documents_cost_as_much_for_twenty_as_for_one(tree):
    from django.core.files.base import ContentFile

    def page_with(number):
        body = []
        for each in range(number):
            document = PortalDocument.objects.create(
                title=f"{each}", file=ContentFile(b"x", name=f"{each}.txt")
            )
            link = f'<p><a linktype="document" id="{document.pk}">x</a></p>'
            body.append(("text", RichText(link)))
        return tree.add(StandardPage, body=body)

    assert count_queries(page_with(1).url) == count_queries(page_with(20).url)


class TestAPreview:
    def test_shows_the_first_date_that_was_typed(self, tree, admin):
        parent = tree.parent_for(WorkshopPage)
        where = ("agenda", "workshoppage", parent.pk)
        form = form_values(admin.get(reverse("wagtailadmin_pages:add", args=where)).content.decode())
        values = form | {
            "title": "Atelier",
            "slug": "atelier",
            "first_date_start": "2031-05-04 18:00",
            "first_date_end": "2031-05-04 20:00",
        }
        url = reverse("wagtailadmin_pages:preview_on_add", args=where)
        assert admin.post(url, values).json()["is_valid"]
        html = admin.get(url).content.decode()
        assert 'datetime="2031-05-04' in html

    def test_shows_the_themes_that_were_chosen(self, tree):
        theme = Theme.objects.create(name="Un thème choisi", slug="x", locale=tree.home.locale)
        page = tree.add(StandardPage)
        sheet = tree.add(MethodSheetPage)
        sheet.page_themes = [PageTheme(term=theme)]
        assert page.terms["themes"] == []
        assert "Un thème choisi" in sheet.make_preview_request().content.decode()
