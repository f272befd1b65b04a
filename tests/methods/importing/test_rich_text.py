"""What is imported is what the editor edits: opening and saving it changes nothing."""

import re

import pytest
from bs4 import BeautifulSoup
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from methods.importing.converter.sheet import build_draft
from portal.content.blocks import RICH_TEXT_FEATURES
from portal.documents.reading import read
from tests.documents.samples import SAMPLES


def rich_texts(name):
    sheet = build_draft(read(SAMPLES[name].content).outline)
    values = [value for value in sheet.fields.values() if isinstance(value, str)]
    values += [piece.value for piece in sheet.body if piece.kind == "text"]
    values += [
        piece.value["text"]
        for piece in sheet.body
        if isinstance(piece.value, dict) and "text" in piece.value
    ]
    return [value for value in values if value.startswith("<")]


def essence(html: str) -> str:
    """Its text with its tags, less what the editor adds of its own and the lists that it cuts in two."""
    bare = re.sub(r' data-block-key="\w+"', "", html).replace("</ul><ul>", "")
    return (
        str(BeautifulSoup(bare, "html.parser"))
        .replace("<b><i>", "<i><b>")
        .replace("</i></b>", "</b></i>")
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_the_editor_takes_it_whole(name):
    converter = ContentstateConverter(features=RICH_TEXT_FEATURES)
    for value in rich_texts(name):
        saved = converter.to_database_format(converter.from_database_format(value))
        assert essence(saved) == essence(value)
