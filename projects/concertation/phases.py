"""The phases of a consultation: which may follow which, and the only place where one begins.

A phase is entered once and never entered again: an opened urn stays open, and a vote that is to be
repeated is another consultation.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from portal.people.models import User
    from projects.concertation.models.consultations import Consultation, PhaseChange


class Phase(models.TextChoices):
    PREPARATION = "preparation", _("En préparation")
    IDEAS = "ideas", _("Recueil des idées")
    SORTING = "sorting", _("Tri des idées")
    VOTE = "vote", _("Vote")
    CLOSED = "closed", _("Vote clos")
    PUBLISHED = "published", _("Résultats publiés")


#: Each allowed change, from and to; the empty string stands before the first phase.
CHANGES: tuple[tuple[str, str], ...] = (
    ("", Phase.PREPARATION),
    (Phase.PREPARATION, Phase.IDEAS),
    (Phase.IDEAS, Phase.SORTING),
    (Phase.SORTING, Phase.VOTE),
    (Phase.VOTE, Phase.CLOSED),
    (Phase.CLOSED, Phase.PUBLISHED),
)
#: The phases whose work exists. No other can be entered.
WITH_WORK: frozenset[str] = frozenset({Phase.PREPARATION})


class NotAllowed(Exception):
    """Raised if a phase may not follow the current one, or if its work does not exist."""


def is_offered(before: str, after: str) -> bool:
    return (before, after) in CHANGES and after in WITH_WORK


@transaction.atomic
def enter(consultation: Consultation, after: Phase, by: User | None, now: datetime) -> PhaseChange:
    """Lets a saved consultation enter a phase, and records who decided it and when.

    Raises NotAllowed, and changes nothing, if the phase that is saved does not lead to this one.
    """
    saved = type(consultation).objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    if not is_offered(saved.phase, after):
        raise NotAllowed(f"{saved.phase or 'nothing'} → {after}")
    type(consultation).objects.filter(pk=saved.pk).update(phase=after, updated_at=now)
    change = saved.phase_changes.create(before=saved.phase, after=after, by=by, at=now)
    consultation.phase = after
    return change
