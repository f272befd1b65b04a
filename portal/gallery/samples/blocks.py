"""Every editorial block: its preview and edge cases."""

from typing import Any

from portal.content.blocks import MethodBlock
from portal.gallery.samples.state import LONG_TEXT, LONG_TITLE, LONG_WORD, State, Stored, state

PROSE = MethodBlock()
_LONG_PARAGRAPH = f"<p>{LONG_TEXT}</p><p>{LONG_WORD}</p>"
_IMAGE = {
    "image": Stored.PICTURE,
    "alt_text": "Des enfants et des adultes jardinent",
    "decorative": False,
}
_DOCUMENT = {
    "url": "#document",
    "title": "Grille de la promenade",
    "file_extension": "odt",
    "file_size": 48_000,
}


def _step(title: str, text: str = "", minutes: int | None = None) -> tuple[str, dict[str, Any]]:
    return "step", {"title": title, "text": text, "minutes": minutes}


#: States after the preview of a block, if it has one.
_MORE: dict[str, list[State]] = {
    "heading": [state("Mot très long", value=LONG_WORD)],
    "text": [
        state(
            "Listes, lien et mot très long",
            value=f"<h3>Ce qu’il faut</h3><ul><li>Des chaises</li><li>{LONG_WORD}</li></ul>"
            f'<p>{LONG_TEXT} <a href="#fiche">La fiche</a>.</p>',
        )
    ],
    "step": [
        state("Sans texte ni durée", value=_step("Ranger la salle")[1]),
        state("Longs mots", value=_step(LONG_WORD, _LONG_PARAGRAPH, 90)[1]),
    ],
    "advice": [state("Longs mots", value={"text": _LONG_PARAGRAPH})],
    "watch_point": [state("Longs mots", value={"text": _LONG_PARAGRAPH})],
    "questions": [
        state("Sans titre", value={"title": "", "questions": ["Où ralentissez-vous ?", "Pourquoi ?"]}),
        state("Longs mots", value={"title": LONG_WORD, "questions": [LONG_WORD, LONG_TEXT]}),
    ],
    "example": [state("Longs mots", value={"title": LONG_WORD, "text": _LONG_PARAGRAPH, "page": None})],
    "quotation": [
        state(
            "Avec sa source",
            value={
                "text": "Le social, ce n’est pas seulement réparer ce qui va mal.",
                "author": "Un élu du comité",
                "source": "Compte rendu du 4 septembre",
            },
        ),
        state("Sans auteur", value={"text": LONG_TEXT, "author": "", "source": ""}),
        state("Mot très long", value={"text": LONG_WORD, "author": LONG_WORD, "source": LONG_WORD}),
    ],
    "table": [
        state(
            "Sans légende, huit colonnes",
            value={
                "caption": "",
                "columns": [{"type": "text", "heading": f"Colonne {number}"} for number in range(1, 9)],
                "rows": [{"values": ["Le Parc", LONG_WORD, "", LONG_TITLE, "5", "6", "7", "8"]}],
            },
        )
    ],
    "picture": [
        state("Avec légende", value={"image": _IMAGE, "caption": "Le jardin partagé de Raismes."}),
        state("Sans légende", value={"image": _IMAGE, "caption": ""}),
        state("Mot très long", value={"image": _IMAGE, "caption": LONG_WORD}),
    ],
    "download": [
        state("Titre du fichier", value={"document": _DOCUMENT, "label": ""}),
        state("Mot très long", value={"document": _DOCUMENT, "label": LONG_WORD}),
        state("Fichier disparu", value={"document": None, "label": ""}),
    ],
    "prose": [
        state(
            "Les étapes se suivent d’une série à l’autre",
            value=[
                ("heading", "Le jour même"),
                _step("Accueillir", "<p>Un café, les prénoms sur la table.</p>", 10),
                _step("Marcher", f"<p>{LONG_TEXT}</p>", 90),
                ("watch_point", {"text": "<p>Attendez la personne la plus lente.</p>"}),
                _step("Se retrouver", "", 30),
            ],
        ),
        state("Vide", value=[]),
    ],
}


def block_names() -> list[str]:
    return [*PROSE.child_blocks, "prose"]


def block_named(name: str):
    return PROSE if name == "prose" else PROSE.child_blocks[name]


def block_states(name: str) -> list[State]:
    """Returns the states of a block. The preview is computed here, in the active language."""
    block = block_named(name)
    has_preview = hasattr(block.meta, "preview_value")
    preview = [state("Aperçu", value=block.get_preview_value())] if has_preview else []
    return preview + _MORE.get(name, [])
