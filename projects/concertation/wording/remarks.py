"""What a rule says of a question."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise

#: Slugs of method sheets. A sheet that the site does not have is not linked.
QUESTION = "formuler-la-question-commune"
SOCIAL = "parler-du-social-autrement"
CHARTER = "la-premiere-reunion-du-comite-de-pilotage"


class Verdict(Enum):
    KEEP = "keep"
    CONSIDER = "consider"


@dataclass(frozen=True)
class Remark:
    """`slug` names the rule; `found` holds what it found, as it is written."""

    slug: str
    verdict: Verdict
    text: str | Promise
    sheet: str = QUESTION
    found: tuple[str, ...] = ()

    @property
    def is_praise(self) -> bool:
        return self.verdict is Verdict.KEEP
