"""The texts of the demo content in `content/`: one TOML file per page, whose stem is the page’s key."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
PICTURES = Path(__file__).parent / "pictures"

#: The keys, used in links, of files whose stem is not the key.
KEYS = {"index": "la-demarche", "home": "accueil", "parks-index": "les-parcs"}
#: File prefixes of the page types in a Park’s folder.
PREFIXES = ("project", "coordination", "event", "consultation")


@dataclass(frozen=True)
class Text:
    """The text of one page; `kind` is its folder’s name or its file’s prefix."""

    key: str
    kind: str
    values: dict[str, Any]


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def glossary() -> list[dict[str, Any]]:
    return read(CONTENT / "glossary.toml")["glossary"]


def synonyms() -> list[str]:
    return read(CONTENT / "synonyms.toml")["sets"]


def vocabulary() -> dict[str, list[dict[str, str]]]:
    return read(CONTENT / "vocabulary.toml")


def page(name: str) -> Text:
    return Text(KEYS.get(name, name), name, read(CONTENT / "pages" / f"{name}.toml"))


def method_index() -> Text:
    return Text(KEYS["index"], "index", read(CONTENT / "methods" / "index.toml"))


def stages() -> list[Text]:
    return _folder(CONTENT / "methods" / "stages", "stage")


def sheets() -> list[Text]:
    texts = _folder(CONTENT / "methods" / "sheets", "sheet")
    return sorted(texts, key=lambda text: text.values["number"])


def parks() -> list[tuple[Text, list[Text]]]:
    """Returns each Park with the pages of its folder, those that others stand below first."""
    return [
        (Text(folder.name, "park", read(folder / "park.toml")), _park_pages(folder))
        for folder in sorted((CONTENT / "parks").iterdir())
        if folder.is_dir()
    ]


def _park_pages(folder: Path) -> list[Text]:
    return [
        Text(path.stem.removeprefix(f"{prefix}-"), prefix, read(path))
        for prefix in PREFIXES
        for path in sorted(folder.glob(f"{prefix}-*.toml"))
    ]


def _folder(folder: Path, kind: str) -> list[Text]:
    return [Text(path.stem, kind, read(path)) for path in sorted(folder.glob("*.toml"))]
