"""One state of a component: a name for people, and what the component is given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

#: Nothing to break it at: what the narrowest screen must bear.
LONG_WORD = "anticonstitutionnellementissime" * 3
LONG_TITLE = (
    "Se promener ensemble de la gare routière au marché, avec des personnes qui marchent, qui roulent "
    "ou qui se fatiguent vite, pour noter ce qui aide et ce qui bloque"
)
LONG_TEXT = (
    "On part de la gare routière, on longe le marché, on passe devant la pharmacie, puis on rejoint le "
    "quai. On s’arrête six fois. À chaque arrêt, on s’assoit si on peut, on regarde, puis une personne "
    "note ce que les autres disent. On marche au pas de la personne la plus lente, et personne ne reste "
    "derrière. Au retour, un goûter attend tout le monde dans la salle du Marché, qui est de plain-pied."
)


class Stored(Enum):
    """Stands for something of the database; None takes its place where the database has none."""

    PICTURE = "une image"
    PHOTO = "une photographie"
    DRAWING = "un dessin SVG"


@dataclass(frozen=True)
class State:
    title: str
    inputs: dict[str, Any]


def state(title: str, /, **inputs: Any) -> State:
    return State(title, inputs)


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    """Some time of May 2027, in Paris."""
    return datetime(2027, 5, day, hour, minute, tzinfo=ZoneInfo("Europe/Paris"))


def marks_in(value: Any) -> Iterator[Stored]:
    """What a value asks of the database, at any depth of dicts and lists."""
    if isinstance(value, Stored):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from marks_in(inner)


def with_stored(value: Any, stored: dict[Stored, Any]) -> Any:
    """The value with what each mark stands for, at any depth of dicts and lists."""
    if isinstance(value, Stored):
        return stored[value]
    if isinstance(value, dict):
        return {key: with_stored(inner, stored) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_stored(inner, stored) for inner in value]
    return value
