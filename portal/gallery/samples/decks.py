"""Components of presentations: slides and decks."""

from django.utils.safestring import mark_safe

from portal.gallery.samples.state import LONG_TEXT, LONG_TITLE, LONG_WORD, Stored, state
from portal.printing import qr_codes

_ADDRESS = "https://vivre-ensemble.example.org/la-demarche/l-atelier-thematique/"
_LIST = mark_safe("<ul><li>Des tables pour quatre ou cinq</li><li>De grandes feuilles</li></ul>")


def _slide(heading: str, part: str = "", **block):
    return {"heading": heading, "part": part, "block": block}


def _slides():
    return [
        _slide("Matériel", kind="prose", html=_LIST),
        _slide(
            "Croiser les regards", "Pas à pas", kind="step", number=4, html=LONG_TEXT, time="30 minutes"
        ),
        _slide(
            "Point de vigilance", kind="box", tone="watch_point", label="Point de vigilance", html=_LIST
        ),
    ]


def _deck(**says):
    usual = {
        "title": "L’atelier thématique",
        "kind": "fiche méthode 13",
        "park": "",
        "family": "understand",
        "summary": "Réunir autour d’un thème des gens qui ne travaillent pas ensemble.",
        "notice": "Contenu de démonstration",
        "facts": [
            {"label": "Durée", "value": "2 h à 2 h 30", "note": ""},
            {"label": "Quand", "value": "Samedi 15 mai", "note": "et deux autres dates"},
        ],
        "address": _ADDRESS,
        "blocks": _slides(),
        "colophon": [
            {"text": "Licence Creative Commons BY-SA 4.0", "address": "#licence"},
            {"text": "Page relue le 12 mai 2027.", "address": ""},
        ],
    }
    return usual | says


def _deck_state(title: str, deck, **says):
    usual = {
        "deck": deck,
        "number": len(deck["blocks"]) + 2,
        "qr_code": qr_codes.drawing(_ADDRESS),
        "picture": None,
        "picture_alt": "",
        "page_url": "#fiche",
        "file_url": "#pdf",
    }
    return state(title, **usual | says)


SAMPLES = {
    "slides_link": [state("Lien", href="#diaporama")],
    "deck": [
        _deck_state("Avec une image", _deck(), picture=Stored.DRAWING, picture_alt="Un étal de marché"),
        _deck_state(
            "Rien que son titre",
            _deck(kind="", family="", summary="", notice="", facts=[], blocks=[], colophon=[]),
        ),
        _deck_state(
            "Longs mots", _deck(title=LONG_TITLE, kind=LONG_WORD, park=LONG_WORD, summary=LONG_TEXT)
        ),
    ],
    "slide": [
        state(title, slide=slide, number=number, total=20)
        for number, (title, slide) in enumerate(
            {
                "Texte": _slide("Matériel", kind="prose", html=_LIST),
                "Étape": _slide(
                    "Accueillir", "Pas à pas", kind="step", number=1, html=LONG_TEXT, time="10 minutes"
                ),
                "Étape sans texte": _slide("Conclure", kind="step", number=12, html="", time=""),
                **{
                    f"Encadré : {label}": _slide(
                        "Un jardin partagé", "Pas à pas", kind="box", tone=tone, label=label, html=_LIST
                    )
                    for tone, label in (
                        ("advice", "Conseil"),
                        ("watch_point", "Point de vigilance"),
                        ("questions", "Questions à poser"),
                        ("example", "Exemple"),
                    )
                },
                "Citation": _slide(
                    "Ce qu’on en dit",
                    kind="quotation",
                    text="Je suis venue pour le jardin, je reste pour les gens.",
                    author="Une habitante",
                    source="Scarpe-Escaut",
                ),
                "Tableau": _slide(
                    "Qui fait quoi",
                    kind="table",
                    headings=["Qui", "Quoi", LONG_WORD],
                    rows=[["Le Parc", "Anime les rencontres", ""], [LONG_WORD, LONG_TEXT, ""]],
                ),
                "Image": _slide(
                    "Le jardin en mai",
                    kind="picture",
                    image=Stored.DRAWING,
                    alt="Un jardin",
                    credit="Parc Scarpe-Escaut",
                ),
                "Action": _slide(
                    "Ouvrir un jardin", kind="entry", label="En cours", text=LONG_TEXT, notes=["En mai"]
                ),
                "Longs mots": _slide(LONG_WORD, LONG_WORD, kind="prose", html=f"<p>{LONG_WORD}</p>"),
            }.items(),
            start=2,
        )
    ],
}
