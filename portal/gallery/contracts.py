"""What a template says of itself: its name is its file’s, its contract the comment at its head."""

import re
from pathlib import Path

from django.conf import settings

COMPONENTS = settings.BASE_DIR / "templates" / "components"
BLOCKS = settings.BASE_DIR / "templates" / "blocks"
_COMMENT = re.compile(r"\{#\s*(.*?)\s*#\}|\{% comment %\}\s*(.*?)\s*\{% endcomment %\}", re.DOTALL)


def component_names() -> list[str]:
    return sorted(path.stem for path in COMPONENTS.glob("*.html"))


def contract_of(template: Path) -> str:
    """The comment at the head of a template, on one line; empty where there is none."""
    found = _COMMENT.match(template.read_text())
    return " ".join((found[1] or found[2]).split()) if found else ""
