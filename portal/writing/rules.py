"""The rules, in the order shown to editors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portal.writing.abbreviations import unexplained
from portal.writing.capitals import shouted
from portal.writing.hints import Hint, Rule, excerpt
from portal.writing.passages import Kind, Passage, Reading
from portal.writing.sentences import sentences, words

MAX_WORDS, MAX_WORDS_OF_EASY_SENTENCES = 25, 12
MAX_WORDS_OF_PARAGRAPHS = 150
#: Templates render a heading of this level above each text.
LEVEL_ABOVE = 2

VAGUE_LINKS = {
    "cliquez ici", "cliquer ici", "clique ici", "ici", "là", "voir", "voir ici", "voir plus", "lien",
    "ce lien", "le lien", "suivez ce lien", "suivre ce lien", "cette page", "suite", "la suite",
    "lire la suite", "lire plus", "en savoir plus", "savoir plus", "plus d'infos", "plus d'informations",
    "plus d'info", "télécharger", "téléchargez", "à télécharger",
    "click here", "click", "here", "this link", "link", "this page", "see more", "more", "read more",
    "learn more", "more info", "more information", "find out more", "download",
}  # fmt: skip
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NAME_OF_A_FILE = re.compile(
    r".*\.(?:avif|gif|jpe?g|png|svg|webp)|(?:img|dsc|dscn|image|photo)[-_ ]?\d+", re.IGNORECASE
)

_NUMBERS = {
    "fr": (
        r"\b(?:deux|trois|quatre|cinq|six|sept|huit|dix|onze|douze|treize|quatorze|quinze|seize|vingt"
        r"|trente|quarante|cinquante|soixante|cents?|mille)(?:-\w+)*\b"
    ),
    "en": (
        r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty"
        r"|forty|fifty|hundred|thousand)(?:-\w+)*\b"
    ),
}
_NEGATIONS = {
    "fr": r"\bn(?:e\s+|[’'])(?:[\w’'-]+\s+){0,3}?(?:pas|plus|jamais|rien|personne|aucune?)\b",
    "en": r"\b(?:\w+n[’']t|not|never)\b",
}


def longer_than(limit: int) -> Callable[[Reading, str], Iterator[Hint]]:
    def find(reading: Reading, language: str) -> Iterator[Hint]:
        for passage in prose(reading):
            for sentence in sentences(passage.text, language):
                if (number := len(words(sentence))) > limit:
                    yield Hint(passage.place, excerpt(sentence), _number_of_words(number))

    return find


def long_paragraphs(reading: Reading, language: str) -> Iterator[Hint]:
    for passage in prose(reading):
        if (number := len(words(passage.text))) > MAX_WORDS_OF_PARAGRAPHS:
            yield Hint(passage.place, excerpt(passage.text), _number_of_words(number))


def vague_links(reading: Reading, language: str) -> Iterator[Hint]:
    for link in reading.links:
        said = link.text.casefold().replace("’", "'").strip(" \N{NO-BREAK SPACE}.…:!?>»«→()[]")
        if link.text and (said in VAGUE_LINKS or not said or _ADDRESS.fullmatch(link.text)):
            yield Hint(link.place, excerpt(link.text))


def pictures_without_words(reading: Reading, language: str) -> Iterator[Hint]:
    for picture in reading.illustrations:
        described = picture.alternative.strip()
        if not described or _NAME_OF_A_FILE.fullmatch(described):
            yield Hint(picture.place, excerpt(described), picture.title or gettext("L’image de la page"))


def skipped_levels(reading: Reading, language: str) -> Iterator[Hint]:
    level_above: dict[str, int] = {}
    for passage in reading.passages:
        if passage.kind is Kind.HEADING:
            name = passage.place.partition(".")[0]
            if passage.level > level_above.get(name, LEVEL_ABOVE) + 1:
                yield Hint(passage.place, excerpt(passage.text))
            level_above[name] = passage.level


def matching(patterns: dict[str, str]) -> Callable[[Reading, str], Iterator[Hint]]:
    compiled = {language: re.compile(pattern, re.IGNORECASE) for language, pattern in patterns.items()}

    def find(reading: Reading, language: str) -> Iterator[Hint]:
        if pattern := compiled.get(language):
            for passage in prose(reading):
                for match in pattern.finditer(passage.text):
                    yield Hint(passage.place, excerpt(match[0]))

    return find


def prose(reading: Reading) -> Iterator[Passage]:
    return (passage for passage in reading.passages if passage.kind is Kind.PROSE)


def _number_of_words(number: int) -> str:
    return ngettext("%(number)d mot", "%(number)d mots", number) % {"number": number}


ABBREVIATIONS = Rule(
    _("Sigles à expliquer"),
    _(
        "La première fois, écrivez ce que le sigle veut dire, puis le sigle entre parenthèses : "
        "« centre communal d’action sociale (CCAS) »."
    ),
    unexplained,
)
VAGUE_LINKS_RULE = Rule(
    _("Liens qui ne disent pas où ils mènent"),
    _("Certains ne lisent que les liens : nommez ce que l’on trouve au bout, « le plan du village »."),
    vague_links,
)
CAPITALS = Rule(
    _("Phrases en capitales"),
    _("Les capitales se lisent mal et ont l’air de crier : gardez-les pour la première lettre."),
    shouted,
)
LONG_SENTENCES = Rule(
    _("Phrases longues"),
    _("Au-delà de vingt-cinq mots, on perd le fil : coupez en deux phrases."),
    longer_than(MAX_WORDS),
)
RULES = (
    Rule(
        _("Images sans description"),
        _(
            "Dites en une phrase ce que montre l’image, pour qui ne la voit pas. "
            "Si elle ne fait que décorer, rien n’est à faire."
        ),
        pictures_without_words,
    ),
    VAGUE_LINKS_RULE,
    Rule(
        _("Titres qui sautent un niveau"),
        _("Les titres forment le sommaire de la page : descendez d’un niveau à la fois."),
        skipped_levels,
    ),
    ABBREVIATIONS,
    LONG_SENTENCES,
    Rule(
        _("Paragraphes longs"),
        _("Au-delà de cent cinquante mots, on saute le paragraphe : une idée par paragraphe suffit."),
        long_paragraphs,
    ),
    CAPITALS,
)
EASY_READ_RULES = (
    Rule(
        _("Phrases de plus de douze mots"),
        _("Une phrase, une idée : coupez, sans rien perdre de l’essentiel."),
        longer_than(MAX_WORDS_OF_EASY_SENTENCES),
    ),
    Rule(
        ABBREVIATIONS.name,
        _("Écrivez les mots en entier : un sigle ne se devine pas."),
        unexplained,
    ),
    Rule(
        _("Nombres en lettres"),
        _("Les chiffres se lisent plus facilement : « 3 » plutôt que « trois »."),
        matching(_NUMBERS),
    ),
    Rule(
        _("Phrases négatives"),
        _("Dites ce que l’on peut faire plutôt que ce que l’on ne peut pas faire."),
        matching(_NEGATIONS),
    ),
    VAGUE_LINKS_RULE,
    CAPITALS,
)
