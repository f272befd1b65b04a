"""A field for programs gets in nobody’s way."""

from tests.components.rendering import sample


def test_is_neither_read_out_nor_reached_by_the_keyboard():
    trap = sample("trap", "Seuls les programmes le voient")
    assert trap.div["aria-hidden"] == "true"
    assert trap.input["tabindex"] == "-1"
    assert trap.input["autocomplete"] == "off"
    assert not trap.input.get("required")
