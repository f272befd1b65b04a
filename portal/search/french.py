"""French inflections that the stemmer does not handle: plurals in -x, feminines, inclusive writing.

`common_form` maps the variants of a word to one form, which the stemmer then gets. It need not be a word
(“heureux” and “heureuse” become “heureur”, as “éleveuse” becomes “éleveur”): index and questions agree.
"""

from __future__ import annotations

import re

#: Invisible characters: soft hyphens, zero-width spaces and joiners, direction marks.
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0f\ufeff"

_FEMININE = "e|ne|le|lle|te|tte|sse|se|ve|fe|ère|ière|esse|euse|rice|trice|elle|ale|ane|enne|onne|ine|ure"
_PLURAL = "s|x|es|aux|eux|ux"
#: “habitant·e·s”, “acteur·rice·s”, “habitant.e.s”, “habitant-e-s”, “habitant(e)s”, “acteur/rice”.
INCLUSIVE = re.compile(
    r"(?<![^\W\d_])(?P<head>[^\W\d_]{2,})"
    rf"(?:[·•∙⋅‧・](?:[^\W\d_]{{1,6}})(?:[·•∙⋅‧・.](?:{_PLURAL}))?"
    rf"|\.(?:{_FEMININE})(?:\.?(?:{_PLURAL}))?(?![^\W_])"
    rf"|[-‑](?:e|ne|rice|trice|euse|ère)(?:[-‑]?s)(?![^\W_])"
    rf"|\((?:{_FEMININE})s?\)(?:{_PLURAL})?"
    rf"|/(?:-)?(?:{_FEMININE})s?(?![^\W_]))",
    re.IGNORECASE,
)
#: Prefixes written together with the next word or apart from it: “co-voiturage”, “éco quartier”.
PREFIX = re.compile(
    r"\b(?:(?:co|éco|eco|socio|pluri|néo|neo|péri|peri|week)[-‑ ]"
    r"|(?:anti|auto|extra|inter|micro|mini|multi|pré|télé|vidéo|visio)[-‑]|e[-‑](?=mails?\b))(?=[^\W\d_]{3})",
    re.IGNORECASE,
)

_EU = "adieu aveu cheveu dieu enjeu essieu feu jeu lieu milieu moyeu neveu voeu"
_AIL = "bail corail émail soupirail travail vantail vitrail"
_AU = "boyau fléau joyau matériau noyau préau tuyau"
_IRREGULAR = """
bel:beau belle:beau blanche:blanc bonne:bon brève:bref cheffe:chef copine:copain douce:doux
épaisse:épais fausse:faux
favorite:favori folle:fou franche:franc fraîche:frais gentille:gentil grasse:gras grecque:grec
grosse:gros basse:bas hôtesse:hôte jalouse:jaloux jumelle:jumeau laïque:laïc longue:long mairesse:maire
maîtresse:maître molle:mou neuve:neuf nouvel:nouveau nouvelle:nouveau paysanne:paysan
poétesse:poète princesse:prince publique:public rousse:roux sèche:sec tierce:tiers turque:turc veuve:veuf
vieil:vieux vieille:vieux yeux:oeil
ami:ami abri:abri appui:appui apprenti:apprenti défi:défi délai:délai emploi:emploi ennemi:ennemi
envoi:envoi essai:essai loi:loi quai:quai souci:souci suivi:suivi tournoi:tournoi convoi:convoi
agenda:agenda cinéma:cinéma média:média schéma:schéma tombola:tombola visa:visa
"""
#: Singular words that end like plurals.
_SINGULAR = """
abus bus campus confus consensus dessus diffus exclus inclus intrus jus obus plus processus reclus refus
surplus talus virus chaos clos dos enclos gros héros propos repos
divers envers pervers revers travers univers
"""


def _table() -> dict[str, str]:
    table = {f"{each}x": each for each in f"{_EU} {_AU}".split()}
    table |= {f"{each.removesuffix('il')}ux": each for each in _AIL.split()}
    for pair in _IRREGULAR.split():
        written, common = pair.split(":")
        table |= {written: common, f"{written}s": common}
    return table


_ACCENTS = str.maketrans("àâçéèêëîïôûùü", "aaceeeeiiouuu")


def _with_bare(table: dict[str, str]) -> dict[str, str]:
    """Adds the same entries without accents."""
    bare = {key.translate(_ACCENTS): value.translate(_ACCENTS) for key, value in table.items()}
    return bare | table


_COMMON_FORMS = _with_bare(_table())
#: Words without accents whose common form may begin differently.
IRREGULAR = frozenset(word.translate(_ACCENTS) for word in _COMMON_FORMS)
_SINGULARS = frozenset(_SINGULAR.split()) | frozenset(_SINGULAR.translate(_ACCENTS).split())

#: The first pattern that matches is applied.
_ENDINGS = [
    (re.compile(pattern), common)
    for pattern, common in (
        (r"(?<=\w)trices?$", "teur"),  # actrice, lectrices
        (r"(?<=\w\w)(?:eux|euses?|eures?|eurs|eusement)$", "eur"),  # éleveuse, heureux, professeure
        (r"(?<=\w)([iy]|ll|g|ch)[èe]res?$", r"\1er"),  # infirmière, conseillère, bergère
        (r"(?<=\w)([aciprsu]t|s)ives?$", r"\1if"),  # active, associatives
        (r"(?<=\w)(compl|concr|discr|inqui|secr)[èe]tes?$", r"\1et"),
        (r"(?<=\w{3})ers$", "er"),  # vergers, usagers
        (r"(?<=\w\w)([ou])s$", r"\1"),  # vélos, élus
        (r"^(\d+)(?:e|è|[eè]me|i[eè]me|er|[eè]re|nde?)s?$", r"\1e"),  # 3e, 3ème
    )
]


def common_form(word: str) -> str:
    """Returns one form for all numbers and genders of a lower-case word, with or without accents."""
    if known := _COMMON_FORMS.get(word):
        word = known
    if word in _SINGULARS:
        return word
    for ending, common in _ENDINGS:
        changed, number = ending.subn(common, word)
        if number:
            return changed
    return word
