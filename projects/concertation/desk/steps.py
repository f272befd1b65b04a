"""What is done in the preparation of a consultation, and the one next step: no query, no request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Situation:
    """What the steps look at; `groups` holds the number of people expected in each group, or None."""

    has_begun: bool = False
    question: str = ""
    question_read: str = ""
    groups: tuple[int | None, ...] = ()
    is_online: bool = False


@dataclass(frozen=True)
class Step:
    """`view` names the screen of the desk where it is done; it is empty for the page editor."""

    slug: str
    title: str | Promise
    why: str | Promise
    is_done: Callable[[Situation], bool]
    view: str = ""
    act: str | Promise = ""


@dataclass(frozen=True)
class StepShown:
    step: Step
    is_done: bool
    is_next: bool


#: The order is that of the guide. The steps of later phases are added here, with their work.
STEPS = (
    Step(
        "begin",
        _("Commencez la préparation"),
        _("Les quatre groupes sont créés, et l’historique retient qui a commencé, et quand."),
        lambda now: now.has_begun,
        "begin",
        _("Commencer la préparation"),
    ),
    Step(
        "write",
        _("Écrivez la question"),
        _("Une seule question, la même pour les quatre groupes. Des conseils la relisent avec vous."),
        lambda now: bool(now.question),
        "question",
        _("Écrire la question"),
    ),
    Step(
        "read",
        _("Relisez la question"),
        _("Lisez-la à voix haute, regardez les conseils, puis dites qu’elle est prête."),
        lambda now: bool(now.question) and now.question == now.question_read,
        "question",
        _("Relire la question"),
    ),
    Step(
        "groups",
        _("Composez les quatre groupes"),
        _("Dites combien de personnes vous attendez dans chacun : de 8 à 12 si possible."),
        lambda now: bool(now.groups) and all(now.groups),
        "groups",
        _("Composer les groupes"),
    ),
    Step(
        "publish",
        _("Mettez la page en ligne"),
        _("Les personnes y lisent la question et comment participer."),
        lambda now: now.is_online,
        "",
        _("Ouvrir la page"),
    ),
)


def steps_of(now: Situation) -> list[StepShown]:
    """Returns the steps in order; at most one is next, the first that is not done."""
    shown: list[StepShown] = []
    is_open = False
    for step in STEPS:
        is_done = step.is_done(now)
        shown.append(StepShown(step, is_done, not is_done and not is_open))
        is_open = is_open or not is_done
    return shown
