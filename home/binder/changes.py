"""Actions on a binder. Each returns the new binder, query parameters and the URL fragment to show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from home.binder.contents import Contents, Entry, contents
from home.binder.cookie import Binder, listed, numbers_in

#: Query parameter of the binder: the list before the last change.
BEFORE = "avant"
#: Query parameter of the binder: the page that did not fit.
REFUSED = "plein"

Posted = Mapping[str, str]
Changed = tuple[Binder, dict[str, str], str]


@dataclass(frozen=True)
class Change:
    """The last change of the list; `before` is the former list, to undo it."""

    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    before: str


def since(before: str | None, now: Contents) -> Change | None:
    """Returns the difference from a list given in a URL, or None if there is none."""
    if before is None:
        return None
    then = contents(numbers_in(before))
    added = now.only(set(now.numbers).difference(then.numbers))
    removed = then.only(set(then.numbers).difference(now.numbers))
    return Change(added, removed, listed(numbers_in(before))) if added or removed else None


def nothing(kept: Binder, posted: Posted) -> Changed:
    return kept, {}, "contenu"


def add(kept: Binder, posted: Posted) -> Changed:
    """Adds the pages that the binder does not contain in any language, up to its maximum."""
    before, wanted = contents(kept.numbers), contents(_pages(posted))
    new = [entry for entry in wanted.entries if before.holding(entry) is None]
    if not new:
        there = [before.holding(entry) for entry in wanted.entries]
        return kept, {}, f"page-{there[0].number}" if there and there[0] else "contenu"
    changed = kept.holding([*kept.numbers, *(entry.number for entry in new)])
    said = {} if changed == kept else {BEFORE: listed(kept.numbers)}
    if refused := [entry.number for entry in new if entry.number not in changed.numbers]:
        said[REFUSED] = listed(refused[:1])
    return changed, said, "fait"


def remove(kept: Binder, posted: Posted) -> Changed:
    removed = set(_pages(posted))
    changed = kept.holding(number for number in kept.numbers if number not in removed)
    return changed, {BEFORE: listed(kept.numbers)}, "fait"


def move_up(kept: Binder, posted: Posted) -> Changed:
    return _move(kept, posted, -1)


def move_down(kept: Binder, posted: Posted) -> Changed:
    return _move(kept, posted, 1)


def _move(kept: Binder, posted: Posted, steps: int) -> Changed:
    """Moves a page; the fragment is the pressed button, or the opposite one at the end of the list."""
    number = next(iter(_pages(posted)), None)
    if number not in kept.numbers:
        return nothing(kept, posted)
    changed = kept.moved(number, steps)
    goes_on = number != changed.numbers[-1 if steps > 0 else 0]
    button = "descendre" if (steps > 0) == goes_on else "monter"
    return changed, {}, f"{button}-{number}"


def put_back(kept: Binder, posted: Posted) -> Changed:
    return kept.holding(_pages(posted)), {}, "liste"


def empty(kept: Binder, posted: Posted) -> Changed:
    return Binder(), {BEFORE: listed(kept.numbers)}, "fait"


def name(kept: Binder, posted: Posted) -> Changed:
    return kept.titled(posted.get("titre", "")), {}, "titre"


def _pages(posted: Posted) -> tuple[int, ...]:
    return numbers_in(posted.get("pages", ""))


#: By their value in forms.
BY_NAME: dict[str, Callable[[Binder, Posted], Changed]] = {
    "ajouter": add,
    "retirer": remove,
    "monter": move_up,
    "descendre": move_down,
    "remettre": put_back,
    "vider": empty,
    "intituler": name,
}
