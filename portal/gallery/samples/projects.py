"""Components of projects: groups, milestones, effects and actions."""

from datetime import date
from typing import Any

from portal.gallery.samples.state import LONG_TEXT, LONG_TITLE, LONG_WORD, state

_GROUPS = {
    "elected": "Élus",
    "social": "Acteurs du social",
    "park": "Techniciens du Parc",
    "associations": "Acteurs associatifs",
}
_STAGES = [
    {"number": number, "title": title, "url": f"#temps-{number}", "is_current": False}
    for number, title in enumerate(
        (
            "S’approprier la charte",
            "Le comité de pilotage",
            "La question commune",
            "Les groupes-tests et l’échéancier",
            "Les items et le vote",
            "La restitution et le plan d’actions",
        ),
        start=1,
    )
]
_THREAD = [
    {"label": "Question", "value": "arrêtée", "href": "#question"},
    {"label": "Groupes", "value": "4 groupes", "href": "#groupes"},
    {"label": "Échéancier", "value": "7 dates", "href": "#echeancier"},
    {"label": "Actions", "value": "4 actions", "href": "#actions"},
]
_LEVELS = {
    "people": "Pour les personnes",
    "groups": "Pour les groupes",
    "territory": "Pour le territoire",
}
_STATUSES = {
    "proposed": "Proposée",
    "decided": "Décidée",
    "ongoing": "En cours",
    "done": "Réalisée",
    "abandoned": "Abandonnée",
}


def _effect(level: str, text: str, evidence: str = "") -> dict[str, str]:
    return {"level": level, "level_label": _LEVELS[level], "text": text, "evidence": evidence}


def _milestone(when: date, title: str, text: str = "", is_past: bool = False) -> dict[str, Any]:
    return {"date": when, "title": title, "text": text, "is_past": is_past}


def _action(status: str, **changes: Any) -> dict[str, Any]:
    return {
        "title": "Poser six bancs entre la gare routière et le marché",
        "description": "Un banc tous les 150 mètres environ, avec accoudoirs.",
        "lead": "Commune de Condé-sur-l’Escaut",
        "deadline": date(2027, 9, 30),
        "status": status,
        "status_label": _STATUSES[status],
        "is_late": False,
    } | changes


_PEOPLE = _effect(
    "people",
    "Des personnes qui venaient accompagnées viennent maintenant seules au jardin.",
    "Carnet du jardin : sur onze personnes venues avec quelqu’un, sept repassent seules.",
)
_GROUP = _effect("groups", "La résidence d’aînés et l’école préparent ensemble leurs visites.")
_TERRITORY = _effect(
    "territory",
    "L’entrée du jardin peut être empruntée en fauteuil.",
    "Marche abaissée par la commune ; parcours refait avec la coordination handicap.",
)

SAMPLES = {
    "group_mark": [
        *(state(name, group=group) for group, name in _GROUPS.items()),
        state("Autre nom", group="social", label="Centre social et CCAS"),
        state("Mot très long", group="park", label=LONG_WORD),
    ],
    "stage_line": [
        state("Aucun temps ouvert", stages=_STAGES),
        *(
            state(
                f"Au temps {current['number']}",
                stages=[stage | {"is_current": stage is current} for stage in _STAGES],
            )
            for current in _STAGES
        ),
        state(
            "Mots très longs",
            stages=[
                _STAGES[0] | {"title": LONG_WORD},
                _STAGES[1] | {"title": LONG_TITLE, "is_current": True},
                *_STAGES[2:],
            ],
        ),
        state("Vide", stages=[]),
    ],
    "thread": [
        state("Tout est fait", steps=_THREAD),
        state(
            "En route",
            steps=[*_THREAD[:2], *(step | {"value": "à venir", "href": ""} for step in _THREAD[2:])],
        ),
        state("Mots très longs", steps=[_THREAD[0] | {"label": LONG_WORD, "value": LONG_WORD}]),
    ],
    "effects": [
        state("Trois niveaux", effects=[_PEOPLE, _GROUP, _TERRITORY]),
        state("Deux effets au même niveau", effects=[_PEOPLE, _effect("people", "On se salue.")]),
        state("Un seul niveau, titres de niveau 4", effects=[_TERRITORY], heading_level=4),
        state(
            "Longs mots",
            effects=[_effect("people", LONG_WORD, LONG_WORD), _effect("groups", LONG_TEXT, LONG_TEXT)],
        ),
        state("Vide", effects=[]),
    ],
    "schedule": [
        state(
            "Passé et à venir",
            milestones=[
                _milestone(
                    date(2026, 6, 12),
                    "L’équipe relit la charte",
                    "Une demi-journée pour relier chaque mission à la vie des habitants.",
                    is_past=True,
                ),
                _milestone(date(2026, 9, 4), "Premier comité de pilotage", is_past=True),
                _milestone(date(2027, 5, 15), "Les idées et le vote", "Chacun vote sans être vu."),
                _milestone(date(2027, 9, 30), "Plan d’actions"),
            ],
        ),
        state(
            "À venir seulement, titres de niveau 4",
            milestones=[_milestone(date(2027, 5, 15), "Restitution publique")],
            heading_level=4,
        ),
        state("Longs mots", milestones=[_milestone(date(2027, 5, 15), LONG_WORD, LONG_WORD)]),
        state("Vide", milestones=[]),
    ],
    "actions": [
        *(state(label, actions=[_action(status)]) for status, label in _STATUSES.items()),
        state("En retard", actions=[_action("ongoing", deadline=date(2026, 9, 1), is_late=True)]),
        state(
            "Titre et statut seuls, titres de niveau 4",
            actions=[_action("proposed", description="", lead="", deadline=None)],
            heading_level=4,
        ),
        state("Sans responsable", actions=[_action("decided", lead="")]),
        state(
            "Longs mots, à la suite d’une autre",
            actions=[
                _action("done"),
                _action("ongoing", title=LONG_WORD, description=LONG_WORD, lead=LONG_WORD, is_late=True),
            ],
        ),
        state("Vide", actions=[]),
    ],
}
