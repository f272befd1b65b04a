"""What changed in a page since it was translated, and how far all translations have come."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale
from wagtail.rich_text import RichText
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from methods.models import MethodSheetPage
from portal.content.models import PageTheme, PortalPage
from portal.translation import services
from portal.translation.changes import Change, changes_of
from portal.translation.models import PendingChanges
from portal.translation.states import State, TranslationState, translations_of, with_states
from portal.vocabulary.models import Theme
from projects.parks.models import ParkIndexPage, ParkPage
from tests.people.test_roles import Team, admin_page, person, refused, sign_in
from tests.support.publication import complete, publish
from tests.support.translation import translate

OVERVIEW = reverse("translations")
#: What a browser, too, reads back as it was written.
READABLE = st.text(st.characters(exclude_categories=["Cc", "Cs"]))
TEXT = "<p>Poser les chaises en rond.</p><p>Dire bonjour.</p>"


@pytest.fixture
def sheet(tree):
    return tree.add(
        MethodSheetPage,
        title="Le banc",
        slug="le-banc",
        summary="S’asseoir ensemble.",
        duration_min=30,
        body=[("text", RichText(TEXT)), ("heading", "Pour finir")],
    )


@pytest.fixture
def english(sheet):
    """Its translation, each passage in English."""
    translate(sheet)
    translate_all(sheet)
    return translate(sheet)


def source_of(page) -> TranslationSource:
    return TranslationSource.objects.get_for_instance(page)


def translate_all(page) -> None:
    """Gives each passage that has no English one; `EN` marks it."""
    translation = Translation.objects.get(source=source_of(page))
    messages = translation.export_po()
    for message in messages:
        message.msgstr = message.msgstr or f"EN {message.msgid}"
    translation.import_po(messages)


def change(page, **fields) -> None:
    """Publishes a page with other words, as its editor does."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    publish(page)


def told(page) -> list[tuple[str, str, str]]:
    return [(each.where, each.before, each.after) for each in changes_of(source_of(page))]


def reworded(page, old, new):
    """The body of a page with other words in the same blocks."""
    stream = type(page).objects.get(pk=page.pk).body
    for block in stream.raw_data:
        block["value"] = block["value"].replace(old, new)
    return stream


def state_of(page) -> TranslationState:
    [row] = with_states(PortalPage.objects.filter(pk=page.pk))
    return translations_of(row)["en"]


def message_of(response) -> str:
    messages = BeautifulSoup(response.content.decode(), "html.parser").select_one(".messages")
    return " ".join(messages.text.split()) if messages else ""


class TestWhatChanged:
    def test_is_nothing_while_nothing_was_published(self, sheet, english):
        page = MethodSheetPage.objects.get(pk=sheet.pk)
        page.summary = "Encore un brouillon."
        page.save_revision()
        assert told(sheet) == []
        assert not PendingChanges.objects.exists()

    def test_is_nothing_when_the_same_is_published_again(self, sheet, english):
        change(sheet)
        assert told(sheet) == []
        assert not PendingChanges.objects.exists()

    def test_is_nothing_where_the_editor_only_marks_its_paragraphs(self, sheet, english):
        marked = TEXT.replace("<p>", '<p data-block-key="a1b2c">').replace("</p><p", "</p>\n<p")
        change(sheet, body=reworded(sheet, TEXT, marked))
        assert told(sheet) == []

    def test_is_told_passage_by_passage(self, sheet, english):
        change(sheet, summary="S’asseoir et parler.", body=reworded(sheet, "bonjour", "bonsoir"))
        assert told(sheet) == [
            ("Résumé", "S’asseoir ensemble.", "S’asseoir et parler."),
            ("Déroulement – Texte", "Dire bonjour.", "Dire bonsoir."),
        ]
        assert PendingChanges.objects.get().number == 2

    def test_tells_what_came_and_what_went(self, sheet, english):
        new = reworded(sheet, "<p>Dire bonjour.</p>", "")
        new.append(("heading", "Et après ?"))
        change(sheet, body=new)
        assert told(sheet) == [
            ("Déroulement – Texte", "Dire bonjour.", ""),
            ("Déroulement – Intertitre", "", "Et après ?"),
        ]

    def test_tells_facts_in_words(self, tree, sheet, english):
        theme = Theme.objects.create(name="Accueillir", slug="a", locale=sheet.locale)
        change(sheet, duration_min=45, page_themes=[PageTheme(term=theme)])
        assert told(sheet) == [("Durée minimale", "30", "45"), ("Thèmes", "", "Accueillir")]

    def test_says_so_where_only_the_form_changed(self, sheet, english):
        stream = MethodSheetPage.objects.get(pk=sheet.pk).body
        change(sheet, body=stream.stream_block.to_python([*reversed(stream.raw_data)]))
        [moved] = changes_of(source_of(sheet))
        assert (moved.where, moved.is_told) == ("Déroulement", False)

    def test_says_so_where_a_link_leads_elsewhere(self, tree, sheet):
        one, other = tree.add(MethodSheetPage), tree.add(MethodSheetPage)
        example = {"title": "Le goûter", "text": RichText("<p>Un goûter.</p>"), "page": one}
        change(sheet, body=[("example", example)])
        sheet = MethodSheetPage.objects.get(pk=sheet.pk)
        translate(sheet)
        body = MethodSheetPage.objects.get(pk=sheet.pk).body
        body.raw_data[0]["value"]["page"] = other.pk
        change(sheet, body=body)
        [led] = changes_of(source_of(sheet))
        assert (led.where, led.is_told) == ("Déroulement", False)

    def test_knows_the_rows_of_a_page(self, tree):
        page = tree.add(ParkPage)
        publish(complete(page))
        page = ParkPage.objects.get(pk=page.pk)
        translate(page)
        contact = page.contacts.get()
        contact.role = "Le matin"
        page = ParkPage.objects.get(pk=page.pk)
        page.contacts = [contact]
        publish(page)
        assert [each[1:] for each in told(page)] == [("", "Le matin")]

    def test_is_counted_anew_by_the_worker(self, sheet, english):
        change(sheet, summary="S’asseoir et parler.")
        PendingChanges.objects.all().delete()
        assert services.recount() == 1
        assert PendingChanges.objects.get().number == 1


class TestWordsThatDiffer:
    def test_are_marked_on_both_sides(self):
        [each] = [Change("Résumé", "Un banc <b>rouge</b> ici", "Un banc <b>vert</b> ici", "summary")]
        assert each.before_marked == "Un banc <del>rouge </del>ici"
        assert each.after_marked == "Un banc <ins>vert </ins>ici"

    @given(READABLE, READABLE)
    def test_are_never_lost_nor_markup(self, before, after):
        each = Change("Résumé", before, after)
        for words, marked in ((before, each.before_marked), (after, each.after_marked)):
            parsed = BeautifulSoup(f"<p>{marked}</p>", "html.parser")
            assert {tag.name for tag in parsed.p.find_all()} <= {"del", "ins"}
            assert "".join(parsed.p.text.split()) == "".join(words.split())


class TestAnEditor:
    def test_is_told_on_both_pages(self, admin, sheet, english):
        change(sheet, summary="S’asseoir et parler.")
        for page in (sheet, english):
            response = admin.get(admin_page("edit", page))
            assert "1 passage" in message_of(response)
            assert reverse("translation_changes", args=(page.pk,)) in response.content.decode()

    def test_is_told_nothing_where_nothing_changed(self, admin, sheet):
        publish(complete(sheet))
        translate(sheet)
        translate_all(sheet)
        for page in (sheet, translate(sheet)):
            assert message_of(admin.get(admin_page("edit", page))) == ""

    def test_is_told_what_the_translation_lacks(self, admin, sheet, english):
        words = message_of(admin.get(admin_page("edit", english)))
        assert "ne peut pas encore être publiée. Il lui manque" in words
        assert "un thème" in words and "un résumé" not in words
        assert "ne peut pas encore" not in message_of(admin.get(admin_page("edit", sheet)))

    def test_is_told_what_it_will_have_once_it_is_published(self, admin, sheet, english):
        publish(complete(sheet))
        services.take_over(source_of(sheet))
        assert "Il lui manque" not in message_of(admin.get(admin_page("edit", english)))

    def test_is_told_what_would_appear_in_french(self, admin, sheet):
        english = translate(sheet)
        segments = source_of(sheet).stringsegment_set.count()
        expected = f"paraîtrait en français\xa0: {segments} passages"
        assert expected in admin.get(admin_page("edit", english)).content.decode()
        translate_all(sheet)
        assert "paraîtrait" not in message_of(admin.get(admin_page("edit", english)))

    def test_is_told_nothing_once_the_translation_goes_its_own_way(self, admin, sheet, english):
        Translation.objects.update(enabled=False)
        assert message_of(admin.get(admin_page("edit", english))) == ""

    def test_sees_old_and_new_words(self, admin, sheet, english):
        change(sheet, summary="S’asseoir et <parler>.")
        html = admin.get(reverse("translation_changes", args=(english.pk,))).content.decode()
        assert "S’asseoir <del>ensemble.</del>" in html
        assert "S’asseoir <ins>et &lt;parler&gt;.</ins>" in html

    def test_takes_them_over_with_the_old_translation_to_correct(self, admin, sheet, english):
        change(sheet, summary="S’asseoir et parler.", duration_min=45)
        response = admin.post(reverse("translation_changes", args=(english.pk,)))
        assert response.url == admin_page("edit", english)
        assert told(sheet) == []
        offered = StringTranslation.objects.get(translation_of__data="S’asseoir et parler.")
        assert (offered.data, offered.has_error) == ("EN S’asseoir ensemble.", True)
        assert "corrigez cette traduction" in admin.get(response.url).content.decode()
        assert MethodSheetPage.objects.get(pk=english.pk).summary == "EN S’asseoir ensemble."
        assert state_of(sheet).state == State.TO_TRANSLATE

    def test_corrects_and_publishes(self, admin, sheet, english):
        change(sheet, summary="S’asseoir et parler.", duration_min=45)
        services.take_over(source_of(sheet))
        translation = Translation.objects.get(source=source_of(sheet))
        segment = translation.source.stringsegment_set.get(context__path="summary")
        url = reverse("wagtail_localize:edit_string_translation", args=(translation.pk, segment.pk))
        admin.put(url, "value=Sit+and+talk.", content_type="application/x-www-form-urlencoded")
        assert state_of(sheet).state == State.TO_PUBLISH
        translated = translate(sheet)
        assert (translated.summary, translated.duration_min) == ("Sit and talk.", 45)
        assert state_of(sheet).state == State.CURRENT

    def test_finds_nothing_to_do_a_second_time(self, admin, sheet, english):
        url = reverse("translation_changes", args=(english.pk,))
        assert "connaît déjà tout" in admin.get(url).content.decode()
        assert admin.post(url).status_code == 302

    def test_asks_about_a_page_without_translation(self, admin, sheet):
        for number in (sheet.pk, 10**9):
            assert admin.get(reverse("translation_changes", args=(number,))).status_code == 404


class TestTheState:
    def test_of_a_page_that_nobody_translated(self, sheet):
        state = state_of(sheet)
        assert state.state == State.MISSING
        assert state.url == reverse("wagtail_localize:submit_page_translation", args=(sheet.pk,))

    def test_of_a_draft(self, sheet, english):
        english.unpublish()
        assert (state_of(sheet).state, state_of(sheet).words) == (State.DRAFT, "brouillon")

    def test_of_a_draft_begun(self, sheet):
        translated = translate(sheet)
        translated.unpublish()
        assert state_of(sheet).words == "brouillon (6 passages à traduire)"

    def test_of_one_that_is_current(self, sheet, english):
        state = state_of(sheet)
        assert (state.state, state.url) == (State.CURRENT, admin_page("edit", english))

    def test_of_one_whose_original_changed(self, sheet, english):
        change(sheet, summary="S’asseoir et parler.")
        state = state_of(sheet)
        assert state.words == "publiée, mais l’original a changé (1 passage)"
        assert state.url == reverse("translation_changes", args=(english.pk,))

    def test_of_one_with_passages_left_in_french(self, sheet):
        translate(sheet)
        assert (
            state_of(sheet).words == "publiée, mais une partie n’est pas traduite (6 passages à traduire)"
        )

    def test_of_one_corrected_since(self, sheet, english):
        one = StringTranslation.objects.get(context__path="summary")
        one.data = "Sit down together."
        one.save()
        assert state_of(sheet).state == State.TO_PUBLISH

    def test_of_one_that_follows_no_more(self, sheet, english):
        Translation.objects.update(enabled=False)
        assert state_of(sheet).state == State.APART

    def test_of_an_alias_is_that_of_no_translation(self, sheet):
        english = Locale.objects.get(language_code="en")
        sheet.copy_for_translation(english, copy_parents=True, alias=True)
        assert state_of(sheet).state == State.MISSING


def titles(client, query="") -> list[str]:
    response = client.get(OVERVIEW + query)
    assert response.status_code == 200
    html = BeautifulSoup(response.content.decode(), "html.parser")
    return [link.text.strip() for link in html.select("td.title a")]


class TestTheOverview:
    def test_lists_what_readers_find(self, tree, admin, sheet, english):
        tree.add(MethodSheetPage, parent=sheet.get_parent().specific, title="Pas en ligne", live=False)
        assert "Le banc" in titles(admin)
        assert {"Pas en ligne", english.title}.isdisjoint(titles(admin))

    def test_filters_by_state_park_and_type(self, tree, admin, sheet, english):
        park = tree.add(ParkPage, title="Le Parc")
        change(sheet, summary="S’asseoir et parler.")
        assert titles(admin, f"?state={State.CHANGED}") == ["Le banc"]
        assert "Le banc" not in titles(admin, f"?state={State.MISSING}")
        assert titles(admin, f"?park={park.park_id}") == ["Le Parc"]
        assert titles(admin, f"?content_type={sheet.content_type_id}") == ["Le banc"]

    @pytest.mark.parametrize(
        "query", ["?state=rien", "?park=%F0%9F%8C%B3", f"?content_type={'9' * 30}", "?p=-1"]
    )
    def test_bears_any_question(self, admin, sheet, query):
        titles(admin, query)

    def test_costs_the_same_however_many(self, tree, admin, sheet, english):
        parent = sheet.get_parent().specific

        def cost():
            with CaptureQueriesContext(connection) as queries:
                titles(admin)
            return len(queries)

        cost()
        before = cost()
        for _each in range(20):
            change(tree.add(MethodSheetPage, parent=parent))
        for page in MethodSheetPage.objects.filter(locale=sheet.locale)[:8]:
            translate(page)
        assert cost() == before

    def test_takes_the_place_of_the_report_that_knows_less(self, admin, sheet):
        html = admin.get(OVERVIEW).content.decode()
        assert reverse("wagtail_localize:translations_report") not in html


class TestAParksPeople:
    @pytest.fixture
    def teams(self, tree):
        tree.add(ParkIndexPage)
        ours, theirs = (
            Team(tree, "Vexin", "Notre brouillon"),
            Team(tree, "Ballons", "Un secret du voisin"),
        )
        for team in (ours, theirs):
            complete(team.page).latest_revision.publish()
            complete(team.project).latest_revision.publish()
            team.english = translate(team.project)
            change(team.project, summary="Un secret du voisin")
        return ours, theirs

    def test_see_their_own(self, teams):
        ours, theirs = teams
        client = sign_in(ours.communicator)
        assert titles(client) == sorted([ours.page.title, ours.project.title])
        assert client.get(reverse("translation_changes", args=(ours.english.pk,))).status_code == 200
        for page in (theirs.project, theirs.english):
            url = reverse("translation_changes", args=(page.pk,))
            assert refused(client.get(url))
            assert refused(client.post(url))
        assert PendingChanges.objects.filter(source=source_of(theirs.project)).exists()

    def test_take_over_what_changed(self, teams):
        ours, _theirs = teams
        client = sign_in(ours.communicator)
        response = client.post(reverse("translation_changes", args=(ours.project.pk,)))
        assert response.url == admin_page("edit", ours.english)

    def test_without_rights_see_no_screen(self, teams):
        client = sign_in(person("personne@example.org"))
        assert refused(client.get(OVERVIEW))
