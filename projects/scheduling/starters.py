"""Starters for events. Their texts are content, hence in French only."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.content.beginnings import Starter, register, to_write
from projects.agenda.models import AgendaPoint, BrainstormingPage, MeetingPage, WorkshopPage
from projects.agenda.models.kinds import Technique


def register_all() -> None:
    register(
        Starter(
            "atelier-ouvert",
            WorkshopPage,
            _("Un atelier ouvert à tous"),
            _("On fait quelque chose ensemble : cuisiner, jardiner, réparer, raconter."),
            open_workshop,
        )
    )
    register(
        Starter(
            "brainstorming-post-it",
            BrainstormingPage,
            _("Chercher des idées avec des notes collantes"),
            _("Une question, des notes, un vote : les règles du jeu sont écrites."),
            post_it_brainstorming,
        )
    )
    register(
        Starter(
            "reunion-comite",
            MeetingPage,
            _("Une réunion du comité de pilotage"),
            _("L’ordre du jour d’une première réunion, point par point."),
            committee_meeting,
        )
    )


def invitation() -> dict[str, Any]:
    """Returns the fields common to all starters."""
    return {
        "summary": to_write("en deux phrases, ce que l’on va faire et pour qui"),
        "price": "Gratuit",
        "transport": to_write("l’arrêt de bus ou qui peut emmener"),
        "if_it_rains": to_write("ce que l’on fait alors, et où"),
    }


def open_workshop() -> dict[str, Any]:
    return invitation() | {
        "question": to_write("la question à laquelle l’atelier répond"),
        "body": [
            ("heading", "Comment cela se passe"),
            ("text", f"<p>{to_write('ce que l’on fait en arrivant, puis ensuite')}</p>"),
            ("text", "<p>On vient comme on est. Il n’y a rien à savoir faire, rien à justifier.</p>"),
        ],
    }


def post_it_brainstorming() -> dict[str, Any]:
    return invitation() | {
        "technique": Technique.POST_IT,
        "rules": "<ul><li>On ne juge pas une idée, même drôle.</li>"
        "<li>On rebondit sur celles des autres.</li><li>On écrit tout, une idée par note.</li></ul>",
        "technique_description": "<p>Chacun écrit ses idées seul, sur des notes. On les colle au mur, on "
        "rapproche celles qui se ressemblent, puis chacun vote avec trois gommettes.</p>",
        "body": [("text", f"<p>{to_write('la question de départ, et pourquoi on la pose')}</p>")],
    }


def committee_meeting() -> dict[str, Any]:
    points = (
        ("Présenter la démarche et ses six temps", 20),
        ("Faire un tour de table des attentes", 30),
        ("Choisir le rôle du comité", 20),
        ("Préparer la question commune", 30),
        ("Fixer la suite", 10),
    )
    return invitation() | {
        "agenda_points": [
            AgendaPoint(title=title, minutes=minutes, sort_order=number)
            for number, (title, minutes) in enumerate(points)
        ],
    }
