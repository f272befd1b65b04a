"""Lines as people type and paste them."""

import pytest
from django.core.exceptions import ValidationError

from portal.forms.fields import OneLineField
from portal.forms.texts import folded, one_line

UNSEEN = [
    "\u200b",
    "\u200d\u2060",
    "\ufeff",
    "\u00ad",
    "\u202e",
    "\u3164",
    "\u2800",
    "\u00a0\u200b",
    "\u0301",
    "\ufffe",
]


class TestALine:
    @pytest.mark.parametrize("text", UNSEEN, ids=ascii)
    def test_of_signs_that_nobody_sees_is_empty(self, text):
        assert one_line(text) == ""
        with pytest.raises(ValidationError):
            OneLineField().clean(text)

    @pytest.mark.parametrize(
        "text",
        ["🐌", "½", "日本", "…", "👩\u200d🌾", "Zo\u0308é", "«\u00a0Oui\u00a0»", "\U0001fae8"],
        ids=ascii,
    )
    def test_of_others_stays(self, text):
        assert one_line(text) == text


class TestANameThatIsCompared:
    def test_of_signs_alone_is_itself(self):
        assert folded("🐌") != folded("🌻")
        assert folded("") == folded(" ") == ""

    def test_is_one_however_it_is_written(self):
        assert folded("Zoé  MARTIN") == folded("zoe-martin") == "zoe martin"
