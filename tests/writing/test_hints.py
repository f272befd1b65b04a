"""Hints for who writes: what they find, what they leave alone, where they stand in the editor."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.images import ImageFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale

from home.models import StandardPage
from methods.models import MethodSheetPage
from portal.media.models import Picture
from portal.vocabulary.models import GlossaryTerm
from portal.writing import rules
from portal.writing.advice import advice_on
from portal.writing.passages import Kind, Link, Passage, Reading, read
from portal.writing.readability import MIN_WORDS, readability
from portal.writing.sentences import sentences, words
from portal.writing.syllables import syllables
from projects.parks.models import CharterOrientationPage, ParkIndexPage
from tests.media.test_pictures import photo
from tests.people.test_roles import Team, sign_in
from tests.support.admin import form_values

NBSP = "\N{NO-BREAK SPACE}"
THREE_SENTENCES = "Le café est servi à 18 h 30. On marche 3,5 km ! Puis on rentre…"
SIGNS = "aB é.!?…»«” ’)M\N{NO-BREAK SPACE}1,-"
LANGUAGES = st.sampled_from(["fr", "en", "de"])
FRENCH_WORDS = {
    1: "eau rue vie lieu bien pied oui être elle peuvent feuille août",
    2: "école ami idée nature pays accueil famille bouteille client",
    3: "habitants réunion oublier atelier promenade l’atelier citoyen",
    4: "réalité participants",
    5: "solidarité organisation développement",
}
LONG = " ".join(["mot"] * 26) + "."


def said(*texts, kind=Kind.PROSE, **facts) -> Reading:
    return Reading(passages=[Passage("body", kind, text, **facts) for text in texts])


def found(rule, reading, language="fr") -> list[str]:
    return [hint.excerpt for hint in rule.find(reading, language)]


def rule(name, among=rules.RULES):
    return next(each for each in among if each.name == name)


class TestSentences:
    @pytest.mark.parametrize(
        ("text", "number"),
        [
            (THREE_SENTENCES, 3),
            ("M. Aubry et Mme Roche accueillent. Venez.", 2),
            ("Apportez de quoi dessiner, p. ex. Marie prête ses feutres.", 1),
            ("Des feutres, des cartes, etc. Le café est offert.", 2),
            ("Des feutres, etc. et du café.", 1),
            (f"«{NBSP}Qui vient{NBSP}?{NBSP}» demande Léa. Tout le monde.", 2),
            (f"Elle dit{NBSP}: «{NBSP}Venez{NBSP}!{NBSP}» Puis elle rit.", 2),
            ("On attend… et puis on part.", 1),
            ("On attend... Puis on part.", 2),
            ("Voir p. 12 et art. 5 du règlement.", 1),
            ("J. Martin prend la parole. Les autres écoutent.", 2),
            ("Le site parc.example.org explique tout.", 1),
            ("Il y en a 3.5 par personne.", 1),
            ("Qui ? Quoi ? Comment ?", 3),
            ("— Bonjour. — Bonsoir.", 2),
            ("", 0),
        ],
    )
    def test_end_where_a_reader_of_french_sees_it(self, text, number):
        assert len(list(sentences(text, "fr"))) == number

    @pytest.mark.parametrize(
        ("text", "number"),
        [("Mr. Hill and Dr. Moss walk. They talk.", 2), ("Bring tools, e.g. Spades. Come early.", 2)],
    )
    def test_end_as_in_english(self, text, number):
        assert len(list(sentences(text, "en"))) == number

    @given(st.text(alphabet=SIGNS, max_size=200), LANGUAGES)
    def test_lose_no_sign(self, text, language):
        cut = "".join("".join(sentences(text, language)).split())
        assert cut == "".join(text.split())

    def test_count_words_as_a_reader_does(self):
        assert words(f"L’atelier commence à 18{NBSP}h{NBSP}30{NBSP}!") == [
            "L’atelier",
            "commence",
            "à",
            "18",
            "h",
            "30",
        ]


class TestSyllables:
    @pytest.mark.parametrize(
        ("word", "number"),
        [(word, number) for number, together in FRENCH_WORDS.items() for word in together.split()],
    )
    def test_are_those_one_hears_in_french(self, word, number):
        assert syllables(word, "fr") == number

    @pytest.mark.parametrize(
        ("word", "number"),
        [("walk", 1), ("people", 2), ("table", 2), ("invited", 3), ("area", 3), ("community", 4)],
    )
    def test_are_those_one_hears_in_english(self, word, number):
        assert syllables(word, "en") == number

    @given(st.text(), LANGUAGES)
    def test_are_at_least_one_and_no_more_than_signs(self, word, language):
        assert 1 <= syllables(word, language) <= max(1, 2 * len(word))


class TestReadability:
    EASY = "Le chat dort. Il a bu son lait. Nous allons au parc ce soir. "
    HARD = (
        "La territorialisation des politiques intercommunales d’accompagnement socioprofessionnel "
        "nécessite une contractualisation pluriannuelle interinstitutionnelle. "
    )

    def test_is_the_formula_of_kandel_and_moles(self):
        text = "Le chat dort bien. " * 25  # 4 words and 4 syllables a sentence: 207 − 4.06 − 73.6 = 129
        assert readability([text], "fr").score == 100
        text = "La solidarité commence. " * 34  # 3 words, 1 + 5 + 2 syllables: 207 − 3.045 − 196.3 = 8
        assert readability([text], "fr").score == 8

    def test_is_that_of_flesch_in_english(self):
        text = "We share the garden together. " * 20  # 5 words, 1+1+1+2+3: 206.835 − 5.075 − 135.36 = 66
        assert readability([text], "en").score == 66
        assert "Flesch" in readability([text], "en").source

    def test_names_what_is_easy_and_what_is_not(self):
        assert readability([self.EASY * 10], "fr").name == "très facile"
        assert readability([self.HARD * 10], "fr").name == "très difficile"

    def test_is_not_measured_on_a_few_words(self):
        assert readability(["mot " * (MIN_WORDS - 1)], "fr") is None
        assert readability(["mot " * MIN_WORDS], "fr")

    def test_is_not_measured_in_a_language_without_a_formula(self):
        assert readability(["Wort " * 200], "de") is None


class TestAbbreviations:
    @pytest.mark.parametrize(
        "text",
        [
            "Le centre communal d’action sociale (CCAS) ouvre sa porte. Le CCAS est à la mairie.",
            "Le CCAS (centre communal d’action sociale) ouvre sa porte.",
            "Le CCAS, centre communal d’action sociale, ouvre sa porte.",
            "L’établissement d’hébergement pour personnes âgées dépendantes (EHPAD) nous reçoit.",
            "Le Parc naturel régional (PNR) anime la réunion.",
            "Au XXIe siècle, Louis XVI n’est plus là.",
            "Envoyez un SMS ou le plan en PDF.",
            "L’adresse est ABC@EXAMPLE.ORG ou HTTPS://EXAMPLE.ORG/PLAN.",
            "TOUT LE MONDE EST LE BIENVENU AU CCAS.",
        ],
    )
    def test_may_be_explained_or_known(self, text):
        assert found(rules.ABBREVIATIONS, said(text)) == []

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Le CCAS ouvre sa porte. Le CCAS est à la mairie.", ["CCAS"]),
            ("Rendez-vous à la mairie (CCAS).", ["CCAS"]),
            ("Le CCAS, fermé le lundi, ouvre.", ["CCAS"]),
            ("Le C.C.A.S. et la MSA.", ["C.C.A.S.", "MSA"]),
            ("Le CCAS ouvre. Le centre communal d’action sociale (CCAS) est à la mairie.", ["CCAS"]),
            ("L’EHPAD (fermé) attend.", ["EHPAD"]),
        ],
    )
    def test_are_to_be_explained_at_their_first_mention(self, text, expected):
        assert found(rules.ABBREVIATIONS, said(text)) == expected

    def test_of_titles_and_quotations_are_left_alone(self):
        assert found(rules.ABBREVIATIONS, said("Le rôle du CCAS", kind=Kind.HEADING)) == []
        assert found(rules.ABBREVIATIONS, said("Le CCAS m’aide.", kind=Kind.QUOTATION)) == []


class TestEachRule:
    @pytest.mark.parametrize(
        ("text", "hinted"),
        [(LONG, True), (" ".join(["mot"] * 25) + ".", False), ("Court. " * 30, False)],
    )
    def test_finds_long_sentences(self, text, hinted):
        assert bool(found(rules.LONG_SENTENCES, said(text))) == hinted

    def test_leaves_the_words_of_others_as_long_as_they_are(self):
        assert found(rules.LONG_SENTENCES, said(LONG, kind=Kind.QUOTATION)) == []

    @pytest.mark.parametrize(
        "text",
        [
            *("Cliquez ici", "ici", "en savoir plus…", "→ Lire la suite", "Plus d’infos", "click here"),
            *("https://example.org/x", "www.example.org"),
        ],
    )
    def test_finds_links_that_say_nothing(self, text):
        assert found(rules.VAGUE_LINKS_RULE, Reading(links=[Link("body", "page:3", text)])) == [text]

    @pytest.mark.parametrize("text", ["Le plan du village", "Ici, le plan du village", "example.org", ""])
    def test_leaves_links_that_tell(self, text):
        assert found(rules.VAGUE_LINKS_RULE, Reading(links=[Link("body", "page:3", text)])) == []

    @pytest.mark.parametrize(
        ("levels", "hints"), [([2, 4], 1), ([2, 3, 2, 3], 0), ([3], 0), ([4], 1), ([2, 3, 4, 2, 4], 1)]
    )
    def test_finds_titles_that_skip_a_level(self, levels, hints):
        titles = [Passage("body", Kind.HEADING, f"Titre {level}", level) for level in levels]
        skipped = found(rule("Titres qui sautent un niveau"), Reading(passages=titles))
        assert len(skipped) == hints

    @pytest.mark.parametrize(
        ("text", "hinted"),
        [
            ("VENEZ TOUS À LA FÊTE !", True),
            ("ATTENTION, TRAVAUX. Passez à gauche.", True),
            ("Le CCAS et la MSA.", False),
            ("CCAS, MSA, CAF", False),
            ("Venez tous.", False),
        ],
    )
    def test_finds_what_is_written_in_capitals(self, text, hinted):
        assert bool(found(rules.CAPITALS, said(text))) == hinted

    def test_finds_long_paragraphs(self):
        long = rule("Paragraphes longs")
        assert found(long, said("Un mot. " * 76))
        assert found(long, said("Un mot. " * 75, "Un mot. " * 75)) == []


class TestAnEasyVersion:
    def hints(self, name, text, language="fr"):
        return found(rule(name, rules.EASY_READ_RULES), said(text), language)

    def test_has_sentences_of_twelve_words_at_most(self):
        assert self.hints("Phrases de plus de douze mots", "mot " * 13)
        assert self.hints("Phrases de plus de douze mots", "mot " * 12) == []

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Il y a trois salles et vingt-deux chaises.", ["trois", "vingt-deux"]),
            ("Une salle, 3 chaises, un sixième sens et du cidre.", []),
        ],
    )
    def test_writes_numbers_in_figures(self, text, expected):
        assert self.hints("Nombres en lettres", text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Ne venez pas seul.", ["Ne venez pas"]),
            ("Ce n’est plus ici.", ["n’est plus"]),
            ("Venez à plusieurs.", []),
            ("Il y a plus de place.", []),
        ],
    )
    def test_says_what_one_can_do(self, text, expected):
        assert self.hints("Phrases négatives", text) == expected

    def test_is_in_its_own_language(self):
        assert self.hints("Nombres en lettres", "There are three rooms.", "en") == ["three"]
        assert self.hints("Phrases négatives", "Do not come alone.", "en") == ["not"]


HOSTILE_SIGNS = "A.(« »’!?\0nepas12-<>a&;/É\N{NO-BREAK SPACE}"
HOSTILE = st.text(max_size=300) | st.text(alphabet=HOSTILE_SIGNS, max_size=300)
ENDLESS = ["»", ". »", "ne ", "A.", "<p>", "É", "(", ". \N{NO-BREAK SPACE}"]


class TestHostileTexts:
    @given(HOSTILE, LANGUAGES)
    def test_are_quoted_as_they_are(self, text, language):
        page = MethodSheetPage(easy_read=text, summary=text)
        page.body = [("text", text), ("heading", text), ("step", {"title": text, "text": text})]
        reading = read(page)
        everything = [each.text for each in (*reading.passages, *reading.links)]
        for each in (*rules.RULES, *rules.EASY_READ_RULES):
            for hint in each.find(reading, language):
                assert any(hint.excerpt.removesuffix("…") in text for text in everything)
        readability([text] * 100, language)

    @pytest.mark.parametrize("sign", ENDLESS)
    def test_take_no_time(self, sign):
        reading = read(MethodSheetPage(easy_read=sign * 20_000))
        for each in (*rules.RULES, *rules.EASY_READ_RULES):
            list(each.find(reading, "fr"))


LINK = '<a linktype="page" id="7">fiche</a>'


class TestWhatAPageSays:
    @pytest.fixture
    def sheet(self, tree):
        return tree.add(MethodSheetPage, summary="Le résumé", title="Fiche")

    def test_is_read_place_by_place(self, sheet):
        sheet.body = [
            ("heading", "Avant"),
            ("text", f"<p>Un <b>mot</b>.<br/>Deux.</p><ul><li>Une {LINK}</li></ul>"),
            ("step", {"title": "Accueillir", "text": "<p>Bonjour</p>"}),
            ("questions", {"title": "", "questions": ["Qui ?"]}),
            ("quotation", {"text": "Je viens.", "author": "Léa", "source": ""}),
        ]
        sheet.save()
        sheet.refresh_from_db()
        ids = [child.id for child in sheet.body]
        reading = read(sheet)
        places = {passage.text: passage.place for passage in reading.passages}
        assert places["Un mot."] == places["Deux."] == f"body.{ids[1]}"
        assert places["Accueillir"] == f"body.{ids[2]}.title"
        assert places["Bonjour"] == f"body.{ids[2]}.text"
        assert places["Qui ?"].startswith(f"body.{ids[3]}.questions.")
        kinds = {passage.text: (passage.kind, passage.level) for passage in reading.passages}
        assert kinds["Avant"] == (Kind.HEADING, 2)
        assert kinds["Accueillir"] == (Kind.HEADING, 3)
        assert kinds["Je viens."] == (Kind.QUOTATION, 0)
        assert reading.links == [Link(f"body.{ids[1]}", "page:7", "fiche")]

    def test_leaves_out_what_wagtail_keeps_for_itself(self, sheet):
        sheet.search_description = "Autre"
        assert {passage.text for passage in read(sheet).passages} == {"Le résumé"}

    def test_quotes_the_charter(self):
        page = CharterOrientationPage(wording=LONG)
        assert [passage.kind for passage in read(page).passages] == [Kind.QUOTATION]

    def test_has_pictures_with_and_without_words(self, sheet, picture):
        sheet.listing_picture = picture
        sheet.body = [
            ("picture", {"image": with_words(picture, "Un banc sous un tilleul"), "caption": ""}),
            ("picture", {"image": with_words(picture, "IMG_2034.jpg"), "caption": ""}),
            ("picture", {"image": with_words(picture, ""), "caption": ""}),
            ("picture", {"image": with_words(picture, "", decorative=True), "caption": ""}),
        ]
        hints = list(rule("Images sans description").find(read(sheet), "fr"))
        assert [(hint.excerpt, hint.note) for hint in hints] == [
            ("IMG_2034.jpg", picture.title),
            ("", picture.title),
            ("", "L’image de la page"),
        ]
        assert hints[-1].place == "listing_picture_alt"


def with_words(picture, alternative, *, decorative=False):
    image = Picture.objects.get(pk=picture.pk)
    image.contextual_alt_text, image.decorative = alternative, decorative
    return image


@pytest.fixture
def picture(db):
    return Picture.objects.create(title="Le banc", file=ImageFile(photo(), name="banc.jpg"))


class TestTheGlossary:
    def test_explains_abbreviations_for_all_pages(self, tree):
        page = tree.add(StandardPage)
        page.body = [("text", "<p>Le CCAS et la MSA.</p>")]
        french = Locale.objects.get(language_code="fr")
        GlossaryTerm.objects.create(
            name="Centre d’action", variants="CCAS", slug="ccas", description="x", locale=french
        )
        (remark,) = advice_on(page).remarks
        assert [hint.excerpt for hint in remark.hints] == ["MSA"]


class TestTheEditor:
    @pytest.fixture
    def ours(self, tree):
        tree.add(ParkIndexPage)
        return Team(tree, "Vexin", "Notre brouillon")

    def url(self, page):
        return reverse("wagtailadmin_pages:edit", args=(page.pk,))

    def soup(self, client, page):
        return BeautifulSoup(client.get(self.url(page)).content.decode(), "html.parser")

    def test_folds_the_hints_with_their_number(self, ours):
        ours.draft.body = [("text", f'<p>{LONG}</p><p><a href="https://x.example/">Cliquez ici</a></p>')]
        ours.draft.save_revision()
        soup = self.soup(sign_in(ours.communicator), ours.draft)
        details = soup.select_one("details.writing-advice")
        assert not details.has_attr("open")
        assert "2 conseils" in details.summary.get_text()
        block = ours.draft.body[0].id
        assert {link["href"] for link in details.select("a")} == {f"#:w:contentpath=body.{block}"}
        assert "26 mots" in details.get_text()

    def test_says_that_all_is_well(self, ours):
        soup = self.soup(sign_in(ours.communicator), ours.draft)
        assert "Rien à redire" in soup.select_one("#writing-summary").get_text()

    def test_gives_the_easy_version_its_own_advice(self, ours):
        ours.draft.easy_read = "<p>Il y a trois salles.</p>"
        ours.draft.save_revision()
        soup = self.soup(sign_in(ours.communicator), ours.draft)
        assert soup.select_one("#easy-read-hints")
        template = soup.select_one("template[data-w-teleport-target-value='#easy-read-hints']")
        assert f"«{NBSP}trois{NBSP}»" in template.get_text()
        assert f"«{NBSP}trois{NBSP}»" not in soup.select_one("#writing-hints").get_text()

    def test_draws_the_hints_anew_when_it_saves_by_itself(self, ours):
        client = sign_in(ours.communicator)
        values = form_values(client.get(self.url(ours.draft)).content.decode())
        values |= {"summary": LONG}
        answer = client.post(self.url(ours.draft), values, HTTP_ACCEPT="application/json")
        html = answer.json()["html"]
        assert "#writing-summary" in html
        assert "Phrases longues" in html

    def test_asks_nobody_to_follow_them(self, ours):
        client = sign_in(ours.communicator)
        values = form_values(client.get(self.url(ours.draft)).content.decode())
        values |= {"summary": LONG, "action-publish": "1"}
        ours.draft.refresh_from_db()
        client.post(self.url(ours.draft), values)
        ours.draft.refresh_from_db()
        assert ours.draft.get_latest_revision_as_object().summary == LONG

    def test_asks_the_database_four_questions_however_long_the_page(self, tree):
        targets = [
            f'linktype="page" id="{tree.add(StandardPage).pk}"',
            'linktype="document" id="9"',
            'href="https://x.example/"',
        ]
        links = " ".join(f"<a {target}>ici</a>" for target in targets)

        def queries(blocks):
            page = tree.add(StandardPage, body=[("text", f"<p>Le CCAS {links}</p>")] * blocks)
            page = StandardPage.objects.select_related("locale").get(pk=page.pk)
            with CaptureQueriesContext(connection) as asked:
                advice_on(page)
            return len(asked)

        assert queries(1) == queries(20) == 4

    def test_opens_with_as_many_questions_however_long_the_page(self, ours):
        client = sign_in(ours.communicator)

        def queries(blocks):
            ours.draft.body = [("text", f"<p>{LONG}</p>")] * blocks
            ours.draft.save_revision()
            with CaptureQueriesContext(connection) as asked:
                client.get(self.url(ours.draft))
            return len(asked)

        queries(1)
        assert queries(1) == queries(20)
