"""Components beside the text: messages, facts, people."""

from django.utils.safestring import mark_safe

from portal.gallery.samples.state import LONG_TEXT, LONG_TITLE, LONG_WORD, state

_TERMS = [
    {
        "slug": "item",
        "name": "item",
        "description": "Une idée qu’un groupe propose en réponse à la question commune.",
    },
    {
        "slug": "comite-de-pilotage",
        "name": "comité de pilotage",
        "description": "Les personnes qui suivent le projet et choisissent ses actions.",
    },
]

SAMPLES = {
    "alert": [
        state("Information", kind="info", text="Le rendez-vous commence à la gare routière."),
        state(
            "Réussite",
            kind="success",
            title="C’est noté",
            text="Nous vous attendons samedi 15 mai à 10 h.",
            live=True,
        ),
        state(
            "Attention",
            kind="warning",
            title="Il reste deux places",
            text=mark_safe("<p>Vous pouvez aussi venir à <a href='#date'>une autre date</a>.</p>"),
        ),
        state(
            "Erreur",
            kind="error",
            title="Votre inscription n’est pas partie",
            text="Regardez les deux champs signalés.",
            live=True,
        ),
        state("Erreur sans titre", kind="error", text="Ce mot de passe ne convient pas.", live=True),
        state("Titre seul", kind="info", title="Cette page sera bientôt complétée.", text=""),
        state("Longs mots", kind="warning", title=LONG_TITLE, text=LONG_WORD),
    ],
    "glossary": [
        state("Sur sa page", terms=_TERMS),
        state("Au bout d’un texte", terms=_TERMS, words_url="#mots", leads_back=True),
        state(
            "Longs mots",
            terms=[{"slug": "mot", "name": LONG_WORD, "description": f"{LONG_WORD} {LONG_TEXT}"}],
            leads_back=True,
        ),
    ],
    "contact": [
        state(
            "Complet",
            name="Nadia Ferhat",
            role="Cheffe de projet, Parc Scarpe-Escaut",
            phone="03 53 01 12 40",
            email="lien-social@scarpe-escaut.example.org",
        ),
        state("Téléphone seul", phone="03.53.01.12.40"),
        state("Nom et adresse de courriel", name="Yvette Caron", email="jardin@example.org"),
        state("Sans moyen de joindre", name="Paul Dewitte", role="Coordination handicap"),
        state(
            "Mot très long",
            name=LONG_WORD,
            role=LONG_WORD,
            phone="03 53 01 12 40",
            email=f"{LONG_WORD}@example.org",
        ),
    ],
    "key_facts": [
        state(
            "Avec dessins",
            facts=[
                {"label": "Durée", "value": "1 h 30 à 2 h", "icon": "clock", "note": "", "href": ""},
                {
                    "label": "Groupe",
                    "value": "8 à 15 personnes",
                    "icon": "people",
                    "note": "Deux personnes pour animer",
                    "href": "",
                },
            ],
        ),
        state(
            "Sans dessin, avec lien",
            facts=[
                {"label": "Communes", "value": "55", "icon": "", "note": "", "href": ""},
                {
                    "label": "Charte",
                    "value": "2010 à 2025",
                    "icon": "",
                    "note": "En cours de révision",
                    "href": "#charte",
                },
            ],
        ),
        state(
            "Longs mots",
            facts=[
                {
                    "label": LONG_WORD,
                    "value": LONG_WORD,
                    "icon": "pin",
                    "note": LONG_WORD,
                    "href": "#mot",
                },
                {"label": "But", "value": LONG_TEXT, "icon": "target", "note": "", "href": ""},
            ],
        ),
        state("Vide", facts=[]),
    ],
}
