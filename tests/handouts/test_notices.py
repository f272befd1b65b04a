"""An editor is told which characters of a page its PDF cannot draw, and where they stand."""

import pytest
from django.urls import reverse

from home.models import StandardPage
from methods.models import MethodSheetPage
from portal.handouts.notices import MOST_NAMED, replaced_in
from projects.walks.models import UrbanWalkPage, WalkStop
from tests.support.admin import form_values


def told(page) -> dict[str, str]:
    return {each.where: each.said for each in replaced_in(page)}


class TestANotice:
    def test_names_the_characters_and_the_field(self, tree):
        sheet = tree.add(
            MethodSheetPage,
            title="Fête 🎉",
            summary="Un 𝐁anc, un café",
            material="<p>Des craies &#128077; et 漢</p>",
            body=[("text", "<p>Ici 🌳</p>")],
        )
        assert told(sheet) == {
            "Titre": "«\u00a0🎉\u00a0»\u00a0: un espace à la place",
            "Résumé": "«\u00a0𝐁\u00a0»\u00a0: «\u00a0B\u00a0» à la place",
            "Matériel": "«\u00a0👍\u00a0», «\u00a0漢\u00a0»\u00a0: un espace à la place",
            "Déroulement": "«\u00a0🌳\u00a0»\u00a0: un espace à la place",
        }

    def test_reads_rows_too(self, tree):
        walk = tree.add(UrbanWalkPage, stops=[WalkStop(title="Le banc 🌞"), WalkStop(title="La gare 🚆")])
        assert told(walk) == {"Arrêt": "«\u00a0🌞\u00a0», «\u00a0🚆\u00a0»\u00a0: un espace à la place"}

    def test_of_a_text_in_another_alphabet_stays_short(self, tree):
        sheet = tree.add(MethodSheetPage, title="".join(map(chr, range(0x4E00, 0x4E00 + 200))))
        assert told(sheet)["Titre"].count("«") == MOST_NAMED
        assert told(sheet)["Titre"].endswith(f"et {200 - MOST_NAMED} autres")

    def test_leaves_out_what_is_printed_as_it_is_and_what_is_not_printed(self, tree):
        sheet = tree.add(MethodSheetPage, title="Œuvrer à l’école", easy_read="<p>🎉</p>")
        assert told(sheet) == {}
        assert told(tree.add(StandardPage, title="Sans PDF 🎉")) == {}

    def test_of_a_draft_costs_no_query(self, tree, django_assert_num_queries):
        walk = tree.add(UrbanWalkPage, title="🎉", stops=[WalkStop(title="🌞")])
        walk.save_revision()
        draft = walk.get_latest_revision_as_object()
        assert draft.is_printed
        with django_assert_num_queries(0):
            assert len(replaced_in(draft)) == 2


class TestTheEditor:
    @pytest.fixture
    def draft(self, tree):
        sheet = tree.add(MethodSheetPage, title="Fête 🎉", live=False)
        sheet.save_revision()
        return reverse("wagtailadmin_pages:edit", args=[sheet.pk])

    def test_shows_it_beside_the_checklist_and_follows_what_is_typed(self, admin_client, draft):
        html = admin_client.get(draft).content.decode()
        assert "Dans le PDF, quelques signes seront remplacés" in html
        values = form_values(html) | {"title": "Fête 🚲"}
        part = admin_client.post(draft, values, HTTP_ACCEPT="application/json").json()["html"]
        assert "«\u00a0🚲\u00a0»" in part
        assert "«\u00a0🎉\u00a0»" not in part

    def test_is_quiet_about_what_is_printed_as_it_is(self, tree, admin_client):
        sheet = tree.add(MethodSheetPage, title="Fête", live=False)
        html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[sheet.pk])).content.decode()
        assert "seront remplacés" not in html
