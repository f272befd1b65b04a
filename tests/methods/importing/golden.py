"""A draft as text, to be read beside the document that it was made of."""

import json
from pathlib import Path

import msgspec

from methods.importing.converter.sheet import SheetDraft

FOLDER = Path(__file__).parent / "golden"


def as_text(draft: SheetDraft) -> str:
    lines = [f"title: {draft.title}"]
    lines += [f"{name}: {value}" for name, value in draft.fields.items()]
    lines += [f"[{piece.kind}] {_said(piece.value)}" for piece in draft.body]
    return "\n".join(lines) + "\n"


def _said(value) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(
        value if isinstance(value, dict) else msgspec.structs.asdict(value), ensure_ascii=False
    )
