"""A starter for projects. Its texts are content, hence in French only."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.content.beginnings import Starter, register, to_write
from projects.parks.models import ProjectPage


def register_all() -> None:
    register(
        Starter(
            "projet-question-commune",
            ProjectPage,
            _("Un projet autour d’une question commune"),
            _("Le constat, la question posée aux quatre groupes, ce que l’on veut changer."),
            common_question,
        )
    )


def common_question() -> dict[str, Any]:
    return {
        "summary": to_write("en deux phrases, ce que le projet veut changer et pour qui"),
        "common_question": to_write("de votre point de vue, comment pouvons-nous, ensemble…"),
        "question_making": f"<p>{to_write('d’où vient la question, qui l’a formulée')}</p>",
        "body": [
            ("heading", "Ce que l’on constate"),
            ("text", f"<p>{to_write('ce que disent les habitants et les professionnels')}</p>"),
            ("heading", "Ce que l’on veut changer"),
            (
                "text",
                f"<ul><li>Pour les personnes : {to_write('un changement')}</li>"
                f"<li>Pour les groupes : {to_write('un changement')}</li>"
                f"<li>Pour le territoire : {to_write('un changement')}</li></ul>",
            ),
        ],
    }
