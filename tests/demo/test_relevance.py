"""Questions that people ask, in their spelling, and what they are to find in the demonstration.

Each line: what is typed, the pages that come within the first so many, pages that must not come.
The same lines hold on both engines.
"""

import pytest
from wagtail.models import Locale

from home.catalogue import results
from portal.content.models import PortalPage
from portal.demo import texts
from portal.vocabulary.models import Theme
from tests.support.french import PAIRS

pytestmark = [pytest.mark.usefixtures("demo", "db"), pytest.mark.searches]

QUESTIONS = [
    # Accents, capitals, plurals, elisions
    ("solidarite", 3, ["une-dynamique-avec-les-habitants", "des-ressources-a-partager"], []),
    ("SOLIDARITÉS", 3, ["une-dynamique-avec-les-habitants", "des-ressources-a-partager"], []),
    ("aines", 3, ["aines-du-vexin", "du-tricot-au-telephone"], ["voter-sans-influence"]),
    ("Aînée", 3, ["aines-du-vexin", "du-tricot-au-telephone"], ["voter-sans-influence"]),
    ("ainees", 3, ["aines-du-vexin", "du-tricot-au-telephone"], ["voter-sans-influence"]),
    ("ecoles", 1, ["un-pedibus-pour-l-ecole"], ["le-tour-de-table"]),
    ("l’école", 1, ["un-pedibus-pour-l-ecole"], ["le-tour-de-table"]),
    ("d'école", 1, ["un-pedibus-pour-l-ecole"], ["le-tour-de-table"]),
    ("jusqu’à l’arrêt de bus", 1, ["du-banc-a-l-arret-de-bus"], []),
    ("ARRETS DE BUS", 1, ["du-banc-a-l-arret-de-bus"], []),
    ("jardins partages", 2, ["un-jardin-partage-pour-tout-un-quartier"], ["le-tour-de-table"]),
    ("pedibus", 1, ["un-pedibus-pour-l-ecole"], []),
    ("telephones", 1, ["du-tricot-au-telephone"], []),
    ("santé", 3, ["sante-des-montagnes", "un-avis-sur-la-future-maison-de-sante"], []),
    ("handicapés", 2, ["handicap-tous-les-chemins"], ["le-tour-de-table"]),
    ("échéanciers", 2, ["constituer-les-groupes-tests-et-l-echeancier"], []),
    # The words of the approach
    ("tour de table", 1, ["le-tour-de-table"], ["cuisiner-ensemble"]),
    ("le tour de table", 1, ["le-tour-de-table"], ["cuisiner-ensemble"]),
    ("diaporama", 1, ["le-diaporama-de-presentation"], []),
    ("comité de pilotage", 3, ["temps-2-le-comite-de-pilotage"], ["cuisiner-ensemble"]),
    ("première réunion du comité", 2, ["la-premiere-reunion-du-comite-de-pilotage"], []),
    ("question commune", 2, ["temps-3-la-question-commune", "formuler-la-question-commune"], []),
    ("groupes-tests", 2, ["temps-4-les-groupes-tests"], ["cuisiner-ensemble"]),
    ("groupe test", 2, ["temps-4-les-groupes-tests"], ["cuisiner-ensemble"]),
    ("vote secret", 3, ["voter-sans-influence", "temps-5-les-items-et-le-vote"], ["bouger-doucement"]),
    ("produire des items", 1, ["produire-des-items"], []),
    ("plan d'actions", 2, ["suivre-le-plan-d-actions"], ["du-tricot-au-telephone"]),
    ("chef de projet", 1, ["le-projet-social-de-territoire-et-son-chef-de-projet"], []),
    ("brainstorming", 1, ["la-reunion-brainstorming"], []),
    ("ateliers thématiques", 1, ["l-atelier-thematique"], []),
    ("promenade urbaine", 1, ["la-promenade-urbaine"], []),
    ("promenades urbaines", 5, ["du-banc-a-l-arret-de-bus", "lire-le-paysage"], ["le-tour-de-table"]),
    ("diagnostic en marchant", 1, ["la-promenade-urbaine"], []),
    ("coordinations associatives", 5, ["s-appuyer-sur-les-coordinations-associatives"], []),
    ("prévenance", 1, ["parler-du-social-autrement"], []),
    ("évaluer les effets", 3, ["les-trois-niveaux-de-changement"], []),
    # Themes, audiences, tags and places
    ("éviter l’isolement", 6, ["aines-du-vexin"], ["voter-sans-influence"]),
    ("non-recours", 2, ["pourquoi-ne-demande-t-on-pas"], ["bouger-doucement"]),
    ("fauteuil roulant", 2, ["du-banc-a-l-arret-de-bus"], ["voter-sans-influence"]),
    ("gymnastique", 1, ["bouger-doucement"], []),
    ("cuisine", 3, ["cuisiner-ensemble"], ["voter-sans-influence"]),
    ("Munster", 3, ["cuisiner-ensemble"], ["le-tour-de-table"]),
    ("Vexin français", 5, ["vexin-francais"], ["cuisiner-ensemble"]),
    ("parc volcans", 2, ["volcans-d-auvergne"], ["cuisiner-ensemble"]),
    ("bienvenue nouveaux habitants", 3, ["bienvenue-a-pied"], []),
    ("courriers", 3, ["le-cafe-des-papiers"], []),
    # Other words for the same
    ("copil", 3, ["temps-2-le-comite-de-pilotage"], ["cuisiner-ensemble"]),
    ("premier copil", 3, ["la-premiere-reunion-du-comite-de-pilotage"], []),
    ("PMR", 3, ["handicap-tous-les-chemins"], ["le-tour-de-table"]),
    ("seniors", 3, ["aines-du-vexin"], ["voter-sans-influence"]),
    ("personnes âgées", 3, ["aines-du-vexin"], ["voter-sans-influence"]),
    ("marche exploratoire", 1, ["la-promenade-urbaine"], []),
    ("remue méninges", 1, ["la-reunion-brainstorming"], []),
    ("balade urbaine", 1, ["la-promenade-urbaine"], []),
    ("3e âge", 3, ["aines-du-vexin"], ["voter-sans-influence"]),
    ("troisième âge", 3, ["aines-du-vexin"], ["voter-sans-influence"]),
    ("remue-méninges", 1, ["la-reunion-brainstorming"], []),
    ("solitude", 6, ["aines-du-vexin"], ["voter-sans-influence"]),
    ("CCAS", 5, ["s-appuyer-sur-les-coordinations-associatives"], []),
    # Pages that have all the words first, then those that have most of them
    ("exemples pour des personnes âgées isolées", 5, ["aines-du-vexin"], ["voter-sans-influence"]),
    ("rompre l'isolement", 8, ["aines-du-vexin", "du-tricot-au-telephone"], ["voter-sans-influence"]),
    ("dédramatiser le social", 3, ["parler-du-social-autrement"], []),
    ("comment réunir un copil", 5, ["temps-2-le-comite-de-pilotage"], ["cuisiner-ensemble"]),
    ("aider une famille en difficulté", 3, ["parler-du-social-autrement"], []),
    ("gymnastique xyzxyz", 1, ["bouger-doucement"], []),
    # Noise around the words
    ('"tour de table', 1, ["le-tour-de-table"], []),
    ("tour & table | !!", 1, ["le-tour-de-table"], []),
    ("🙂 diaporama 🙂", 1, ["le-diaporama-de-presentation"], []),
]


def found(question: str, language: str = "fr") -> list[str]:
    locale = Locale.objects.get(language_code=language)
    return [page.slug for page in results.cards(results.find(locale, {}, q=question).pages)]


def test_there_are_enough_questions():
    assert len({question for question, *_rest in QUESTIONS}) >= 40


@pytest.mark.parametrize(("question", "within", "expected", "never"), QUESTIONS)
def test_finds(question, within, expected, never):
    slugs = found(question)
    assert set(expected) <= set(slugs[:within]), slugs[: within + 5]
    assert set(never).isdisjoint(slugs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("école", "ECOLES"),
        ("l’isolement", "isolements"),
        ("solidarité", "les solidarites"),
        ("groupe-test", "Groupes tests"),
        ("aînés", "AINES"),
    ],
)
def test_finds_the_same_however_it_is_spelt(one, other):
    assert found(one)
    assert found(one) == found(other)


def test_finds_the_same_by_any_writing_of_a_word():
    answers = {pair: (found(pair[0]), found(pair[1])) for pair in PAIRS}
    assert [pair for pair, (one, other) in answers.items() if one != other] == []
    assert sum(bool(one) for one, _other in answers.values()) >= 40


@pytest.mark.parametrize("slug", [theme["slug"] for theme in texts.vocabulary()["themes"]])
def test_brings_the_pages_of_a_theme_first_by_its_name(slug):
    theme = Theme.objects.get(slug=slug, locale__language_code="fr")
    own = set(PortalPage.objects.filter(page_themes__term=theme).values_list("slug", flat=True))
    slugs = [each for each in found(theme.name) if each in own]
    assert slugs
    assert found(theme.name)[: len(slugs)] == slugs


@pytest.mark.parametrize(
    "word", ["isolement", "accessibilité", "droits", "santé", "précarité", "générations"]
)
def test_brings_the_pages_of_a_theme_first_by_one_of_its_words(word):
    own = set(
        PortalPage.objects.filter(page_themes__term__name__icontains=word).values_list("slug", flat=True)
    )
    slugs = [each for each in found(word) if each in own]
    assert found(word)[: len(slugs)] == slugs


def test_answers_nothing_for_words_that_say_nothing():
    assert found("de la à les") == []


def test_reads_english_as_english():
    walks = found("urban walks", "en")
    assert walks
    assert walks == found("an URBAN walk", "en")
