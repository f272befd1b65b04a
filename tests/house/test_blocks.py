"""The block vocabulary is closed, and each block can be previewed."""

import pytest
from django.urls import reverse

from portal.content.blocks import GalleryBlock, MethodBlock

VOCABULARY = {
    "heading",
    "text",
    "step",
    "advice",
    "watch_point",
    "questions",
    "example",
    "quotation",
    "table",
    "picture",
    "download",
}


def test_the_vocabulary_is_closed():
    assert set(MethodBlock().child_blocks) == VOCABULARY
    assert set(GalleryBlock().child_blocks) <= VOCABULARY


@pytest.mark.parametrize("name", sorted(VOCABULARY))
class TestABlock:
    def test_says_what_it_is_for(self, name):
        block = MethodBlock().child_blocks[name]
        assert block.label
        assert block.get_description()

    def test_is_previewed(self, name, admin):
        block = MethodBlock().child_blocks[name]
        assert block.is_previewable
        url = reverse("wagtailadmin_block_preview")
        assert admin.get(url, {"id": block.definition_prefix}).status_code == 200
