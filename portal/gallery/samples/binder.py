"""Components of the binder: its buttons and its list."""

from typing import Any

from portal.gallery.samples.state import LONG_TEXT, LONG_TITLE, LONG_WORD, state
from portal.printing import qr_codes


def _entry(number: int, **changes: Any) -> dict[str, Any]:
    address = f"https://exemple.fr/la-demarche/fiche-{number}/"
    page = {
        "title": "L’atelier thématique",
        "url": "#fiche",
        "summary": "Réunir des gens qui ne se croisent pas d’habitude, autour d’un thème.",
        "kind": "understand",
        "kind_label": "fiche méthode",
        "park": None,
        "locale": {"language_code": "fr"},
    }
    return {
        "number": number,
        "page": page | changes,
        "address": address,
        "qr_code": qr_codes.drawing(address),
    }


_ENTRIES = [
    _entry(1),
    _entry(2, title="Un jardin partagé", kind="join", kind_label="atelier", park={"name": "Scarpe"}),
    _entry(3, title="In another language", summary="", locale={"language_code": "en"}),
]

SAMPLES = {
    "binder_button": [state("Bouton", number=12)],
    "put_aside": [
        state("À mettre de côté", number=12, title="Le tour de table", back="/rechercher/?q=a&page=2"),
        state("Long titre", number=13, title=LONG_TITLE, back="/rechercher/"),
    ],
    "binder_list": [
        state("À ranger", entries=_ENTRIES, editable=True),
        state("À lire", entries=_ENTRIES),
        state("Une seule page", entries=_ENTRIES[:1], editable=True),
        state(
            "Longs mots",
            entries=[
                _entry(4, title=LONG_WORD, summary=LONG_WORD, kind_label=LONG_WORD, kind="inspire"),
                _entry(5, title=LONG_TITLE, summary=LONG_TEXT, park={"name": LONG_WORD}),
            ],
            editable=True,
        ),
    ],
    "binder_change": [
        state("Une page ajoutée", change={"added": _ENTRIES[:1], "removed": [], "before": ""}),
        state("Plusieurs ajoutées", change={"added": _ENTRIES, "removed": [], "before": "7"}),
        state("Une page retirée", change={"added": [], "removed": _ENTRIES[:1], "before": "1,2"}),
        state("Plusieurs retirées", change={"added": [], "removed": _ENTRIES, "before": "1,2,3"}),
        state("Long mot", change={"added": [_entry(6, title=LONG_WORD)], "removed": [], "before": "1"}),
    ],
}
