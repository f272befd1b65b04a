"""Names of component templates, from their files, and their contracts, from the first comment."""

import re
from pathlib import Path

from django.conf import settings

COMPONENTS = settings.BASE_DIR / "templates" / "components"
BLOCKS = settings.BASE_DIR / "templates" / "blocks"
_COMMENT = re.compile(r"\{#\s*(.*?)\s*#\}|\{% comment %\}\s*(.*?)\s*\{% endcomment %\}", re.DOTALL)


def component_names() -> list[str]:
    return sorted(path.stem for path in COMPONENTS.glob("*.html"))


def contract_of(template: Path) -> str:
    """Returns the first comment of a template on one line, or an empty string if there is none."""
    found = _COMMENT.match(template.read_text())
    return " ".join((found[1] or found[2]).split()) if found else ""
