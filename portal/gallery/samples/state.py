"""One state of a component: a title and its inputs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

#: Without any place to break the line, to test the narrowest screen.
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
    """Placeholder for a picture of the database, replaced by None if there is none."""

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
    """Returns a datetime in May 2027, in Paris time."""
    return datetime(2027, 5, day, hour, minute, tzinfo=ZoneInfo("Europe/Paris"))


def marks_in(value: Any) -> Iterator[Stored]:
    """Yields the placeholders in a value, at any depth of dicts and lists."""
    if isinstance(value, Stored):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from marks_in(inner)


def with_stored(value: Any, stored: dict[Stored, Any]) -> Any:
    """Returns the value with its placeholders replaced, at any depth of dicts and lists."""
    if isinstance(value, Stored):
        return stored[value]
    if isinstance(value, dict):
        return {key: with_stored(inner, stored) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_stored(inner, stored) for inner in value]
    return value
