"""The rules on a common question, from part 3 of the guide of the steering committee.

Patterns are written without accents and in lower case, with a space for an apostrophe or a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from projects.concertation.wording.reading import Reading, read
from projects.concertation.wording.remarks import CHARTER, SOCIAL, Remark, Verdict

#: In words: a question is understood when it is heard once.
LONGEST = 25

POINT_OF_VIEW = (
    "de votre point de vue|de ton point de vue|selon vous|d apres vous|a votre avis|a vos yeux"
)
WITH_YOU = "avec vous|vous et nous|nous et vous"
TOGETHER = "ensemble"
#: « Le vivre ensemble » is a notion of the charter and calls on nobody.
NOTION = "(?:le |du |au |mieux |bien )?vivre ensemble"
WE = "nous|notre|nos|pouvons|pourrions|pourrons|voulons|souhaitons|saurions|savons"
CAPACITY = (
    "peut|peux|peuvent|pouvons|pouvez|pourrait|pourraient|pourrions|pourriez|pourra|pourront|pourrons"
    "|sait on|savons nous|saurions nous"
)
INHABITANTS = (
    "habitant|habitants|habitante|habitantes|habitant e s|voisin|voisins|voisine|voisines|familles?"
    "|les gens|les personnes|chacun|chacune"
)
PARK = "(?:le|du|au|notre|un) parc(?: naturel)?(?: regional)?"
FOR_PEOPLE = (
    "pour (?:et avec )?(?:les|des|nos|tous les|toutes les) "
    "(?:habitants|habitantes|gens|personnes|familles)"
)
TERRITORY = "territoires?|territorial|territoriale|territoriales|territoriaux"
VAGUE = (
    "qualite de vie|vie commune|cohesion sociale|cohesion|developpement durable|dynamiques?|enjeux?"
    "|problematiques?|synergies?|gouvernance|transversalite|mobilisation|sensibiliser|valoriser|optimiser"
    f"|{NOTION}"
)
#: A second question behind « et »: « comment agir et pourquoi ».
SECOND = (
    "(?:et|puis|mais|ou) (?:comment|pourquoi|quand|combien|quel|quels|quelle|quelles|en quoi|avec qui)"
)
_MARKS = re.compile(r"\?(?:\s*\?)*")
_CHOICE = re.compile(r"\(\s*(?:ou|et/ou)\b[^()]*\)|\w\s?/\s?\w")

Rule = Callable[[Reading], Iterator[Remark]]


def remarks_on(question: str) -> list[Remark]:
    """Returns what the rules say of a question, what to look at again first; nothing of an empty one."""
    reading = read(question)
    if not reading.words:
        return []
    found = [remark for rule in RULES for remark in rule(reading)]
    return sorted(found, key=lambda remark: remark.is_praise)


def calls_on_the_person(reading: Reading) -> Iterator[Remark]:
    view, with_you, together = reading.find(POINT_OF_VIEW), reading.find(WITH_YOU), _together(reading)
    if view:
        yield _keep(
            "point-of-view",
            _("La question demande un avis à la personne : elle comprend que sa réponse compte."),
            view,
        )
    if with_you:
        yield _keep(
            "with-you", _("« Avec vous » invite la personne à prendre part à la suite."), with_you
        )
    if together:
        yield _keep("together", _("« Ensemble » dit que l’on cherche à agir à plusieurs."), together)
    if not (view or with_you or together):
        yield _consider(
            "calls-on-nobody",
            _(
                "La question ne s’adresse à personne. « De votre point de vue », « avec vous » ou "
                "« ensemble » montrent que l’on attend un avis et une participation."
            ),
        )


def _together(reading: Reading) -> tuple[str, ...]:
    """« Vivre ensemble » is left out: the notion calls on nobody."""
    without = re.sub(rf"\b(?:{NOTION})\b", lambda notion: "_" * len(notion[0]), reading.words)
    return reading.find(TOGETHER, without)


def asks_what_can_be_done(reading: Reading) -> Iterator[Remark]:
    if found := reading.find(CAPACITY):
        yield _keep(
            "capacity",
            _(
                "Le verbe « pouvoir » fait parler des attentes : ce qui se fait déjà mais pas assez, ce "
                "qui serait à développer."
            ),
            found,
        )
    else:
        yield _consider(
            "no-capacity",
            _(
                "Aucun verbe ne dit ce qui est possible. « Peut-il » ou « pouvons-nous » fait parler "
                "de ce que l’on attend, et de ce qui se fait déjà mais pas assez."
            ),
        )


def says_where_the_park_stands(reading: Reading) -> Iterator[Remark]:
    park, we = reading.find(PARK), reading.find(WE)
    if park and not we:
        yield _keep(
            "park-acts",
            _(
                "Le Parc est celui qui agit : les réponses diront ce que l’on attend de lui. Est-ce bien "
                "ce que vous cherchez ?"
            ),
            park,
        )
    elif we:
        yield _keep("we-act", _("« Nous » met le Parc et les habitants du même côté."), we)
    else:
        yield _consider(
            "nobody-acts",
            _("On ne voit pas qui agit. Est-ce le Parc, les habitants, ou « nous » ?"),
        )


def says_where_the_inhabitant_stands(reading: Reading) -> Iterator[Remark]:
    if found := reading.find(INHABITANTS):
        yield _keep("inhabitants", _("La question parle des personnes, et pas seulement du Parc."), found)
    else:
        yield _consider(
            "no-inhabitants",
            _("La question ne nomme pas les habitants. Où sont-ils : dans le « nous », ou à côté ?"),
        )
    if found := reading.find(FOR_PEOPLE):
        yield _consider(
            "for-people",
            _(
                "Un projet se fait avec les habitants, et non pas pour eux : « avec » suffit-il à dire "
                "ce que vous voulez ?"
            ),
            found,
            sheet=SOCIAL,
        )


def does_without_territory(reading: Reading) -> Iterator[Remark]:
    if found := reading.find(TERRITORY):
        yield _consider(
            "territory",
            _("On peut se passer de « territoire » pour parler plus directement des habitants."),
            found,
        )


def is_concrete(reading: Reading) -> Iterator[Remark]:
    if found := reading.find(VAGUE):
        yield _consider(
            "vague",
            _(
                "Ces mots sont larges, et chacun y met autre chose. Quel sens concret leur donnez-vous ? "
                "Cherchez un exemple que l’on pourrait photographier."
            ),
            found,
            sheet=CHARTER if reading.has(NOTION) else "",
        )


def is_one_question(reading: Reading) -> Iterator[Remark]:
    marks = len(_MARKS.findall(reading.written))
    seconds = reading.find(SECOND)
    if marks > 1 or seconds:
        yield _consider(
            "several-questions",
            _("Il y a plusieurs questions. Gardez-en une : on ne compare que des réponses à la même."),
            seconds,
        )
    if not marks:
        yield _consider("no-mark", _("Il manque le point d’interrogation."))
    if _CHOICE.search(reading.written):
        yield _consider(
            "undecided",
            _("La question laisse le choix entre deux mots. Choisissez : ce choix change les réponses."),
        )


def is_short(reading: Reading) -> Iterator[Remark]:
    if reading.length > LONGEST:
        words = ngettext("%(number)d mot", "%(number)d mots", reading.length)
        yield _consider(
            "long",
            _(
                "La question compte %(words)s. Au-delà de %(longest)d, on la relit pour la comprendre : "
                "dites-la debout, à voix haute."
            )
            % {"words": words % {"number": reading.length}, "longest": LONGEST},
        )


RULES: tuple[Rule, ...] = (
    calls_on_the_person,
    asks_what_can_be_done,
    says_where_the_park_stands,
    says_where_the_inhabitant_stands,
    does_without_territory,
    is_concrete,
    is_one_question,
    is_short,
)


def _keep(slug, text, found=()) -> Remark:
    return Remark(slug, Verdict.KEEP, text, found=found)


def _consider(slug, text, found=(), sheet="") -> Remark:
    advised = Remark(slug, Verdict.CONSIDER, text, found=found)
    return Remark(slug, Verdict.CONSIDER, text, sheet, found) if sheet else advised
