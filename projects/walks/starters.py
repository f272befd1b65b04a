"""A starter for walks. Its texts are content, hence in French only."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.content.beginnings import Starter, register, to_write
from projects.scheduling.starters import invitation
from projects.walks.models import Purpose, UrbanWalkPage, WalkPurpose, WalkStop


def register_all() -> None:
    register(
        Starter(
            "promenade-de-quartier",
            UrbanWalkPage,
            _("Une promenade de quartier en trois arrêts"),
            _("D’un lieu connu à un autre, en regardant ce qui gêne et ce qui aide."),
            neighbourhood_walk,
        )
    )


def neighbourhood_walk() -> dict[str, Any]:
    stops = (
        ("l’endroit d’où l’on part", "Que voit-on d’ici que l’on ne remarque plus ?"),
        ("un passage difficile", "Qui ne peut pas passer ici, et que faudrait-il ?"),
        ("un endroit où l’on s’arrête volontiers", "Qu’est-ce qui donne envie de rester ?"),
    )
    return invitation() | {
        "route_description": f"<p>{to_write('d’où l’on part, par où l’on passe, où l’on arrive')}</p>",
        "purposes": [WalkPurpose(purpose=Purpose.ACCESSIBLE_STREETS, sort_order=0)],
        "stops": [
            WalkStop(title=to_write(place), question=question, sort_order=number)
            for number, (place, question) in enumerate(stops)
        ],
        "body": [("text", "<p>On marche lentement, avec des pauses. On s’assoit aux arrêts.</p>")],
    }
