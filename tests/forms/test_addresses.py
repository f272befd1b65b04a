"""Addresses as people write and paste them."""

import pytest
from django.utils.translation import override

from portal.forms import addresses

JEANNE = "jeanne.petit@example.org"
AS_WRITTEN = [
    JEANNE,
    f"  {JEANNE}\r\n",
    f"\u200b{JEANNE}",
    f"\ufeff{JEANNE}\u00a0",
    f"\u202a{JEANNE}\u202c",
    "jeanne.\u200bpetit@exam\u00adple.org",
    f"<{JEANNE}>",
    f"<mailto:{JEANNE}>",
    f"mailto:{JEANNE}",
    f"MAILTO: {JEANNE}",
    f"{JEANNE};",
    f"Jeanne Petit <{JEANNE}>",
    f'"Petit, Jeanne" <{JEANNE}>,',
    "jeanne.petit＠example.org",
    f"mailto:{JEANNE}?subject=Bonjour",
    f"{JEANNE}.",
]
#: What nobody can be written to, and a word that its explanation holds.
FAULTS = [
    ("jeanne", "manque le @"),
    ("jeanne.example.org", "manque le @"),
    ("jeanne@petit@example.org", "plusieurs @"),
    ("@example.org", "avant ou après"),
    ("jeanne@", "avant ou après"),
    ("jeanne petit@example.org", "une espace"),
    ("jeanne@example org", "une espace"),
    ("Jeanne <jeanne@example.org>, Ali <ali@example.org>", "plusieurs @"),
    ("jeanne\u00a0petit@example.org", "une espace"),
    ("rené@example.org", "« é »"),
    ("jeanne,petit@example.org", "« , »"),
    ("jeanne:petit@example.org", "« : »"),
    ("jeanne@example", "un point après le @"),
    ("jeanne@example..org", "relisez-la"),
    ("jeanne..petit@example.org", "relisez-la"),
    ("jeanne@-example.org", "relisez-la"),
]


class TestReading:
    @pytest.mark.parametrize("text", AS_WRITTEN, ids=ascii)
    def test_what_stands_around_an_address_is_left_out(self, text):
        assert addresses.read(text) == JEANNE
        assert addresses.fault(addresses.read(text)) == ""

    @pytest.mark.parametrize("text", ["contact@mairie-orléans.fr", "o'neil+parc@example.org"])
    def test_what_one_can_write_to_has_no_fault(self, text):
        assert (addresses.read(text), addresses.fault(text)) == (text, "")


class TestAFault:
    @pytest.mark.parametrize(("text", "word"), FAULTS, ids=ascii)
    def test_is_told_as_it_is(self, text, word):
        with override("fr"):
            told = addresses.fault(addresses.read(text)).replace("\u00a0", " ")
        assert word in told

    @pytest.mark.parametrize("text", ["", "<>", "@", "a" * 5000, "<" * 5000, "@" * 5000, "é" * 300])
    def test_is_found_in_anything(self, text):
        assert addresses.fault(addresses.read(text))
