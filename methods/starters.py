"""Starter templates for method sheets. Their texts are content, so in French only."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from methods.models import MethodSheetPage
from portal.content.beginnings import Starter, register, to_write


def register_all() -> None:
    register(
        Starter(
            "fiche-reunion",
            MethodSheetPage,
            _("Animer une réunion"),
            _("Accueil, tour de table, travail, suites : les étapes d’une réunion où chacun parle."),
            meeting_sheet,
        )
    )
    register(
        Starter(
            "fiche-experience",
            MethodSheetPage,
            _("Raconter une expérience pour qu’on la refasse"),
            _("Ce qui a été fait, étape par étape, ce qui a aidé, ce qui a coincé."),
            experience_sheet,
        )
    )


def meeting_sheet() -> dict[str, Any]:
    return {
        "summary": to_write("en deux phrases, à quoi sert cette réunion et à qui"),
        "duration_min": 90,
        "duration_max": 120,
        "group_min": 8,
        "group_max": 15,
        "objectives": _lines(to_write("ce que l’on veut avoir obtenu en sortant")),
        "participants": _text(to_write("qui inviter, et qui anime")),
        "material": _lines(
            "Une salle où l’on s’assoit en cercle",
            "De quoi écrire en grand",
            "De l’eau et quelque chose à grignoter",
        ),
        "preparation": _text(to_write("ce qui se fait avant : inviter, réserver, écrire la question")),
        "body": [
            _step(
                "Accueillir",
                "Un mot pour chaque personne, les prénoms sur la table. On rappelle pourquoi on est là "
                "et à quelle heure on finit.",
                15,
            ),
            _step("Faire un tour de table", to_write("la question posée à chacun"), 30),
            _step("Travailler ensemble", to_write("ce que l’on fait, seul, à deux ou tous ensemble"), 45),
            _step(
                "Dire les suites",
                "Qui fait quoi, et pour quand. On relit à voix haute ce qui est décidé.",
                15,
            ),
            ("watch_point", {"text": _text(to_write("ce qui peut mal tourner, et comment l’éviter"))}),
        ],
    }


def experience_sheet() -> dict[str, Any]:
    return {
        "summary": to_write("en deux phrases, ce qui a été fait et ce que cela a changé"),
        "objectives": _lines(to_write("ce que l’on cherchait")),
        "participants": _text(to_write("qui l’a fait, avec qui")),
        "body": [
            ("heading", "D’où l’on est parti"),
            ("text", _text(to_write("la situation de départ, en quelques phrases simples"))),
            ("heading", "Comment on s’y est pris"),
            _step(to_write("la première étape"), to_write("qui a fait quoi")),
            _step(to_write("la deuxième étape"), to_write("qui a fait quoi")),
            ("advice", {"text": _text(to_write("ce qui a aidé"))}),
            ("watch_point", {"text": _text(to_write("ce qui a coincé, et comment on en est sorti"))}),
        ],
    }


def _step(title: str, text: str, minutes: int | None = None) -> tuple[str, dict[str, Any]]:
    return "step", {"title": title, "text": _text(text), "minutes": minutes}


def _text(words: str) -> str:
    return f"<p>{words}</p>"


def _lines(*lines: str) -> str:
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
