"""The picture of a page on social networks, whatever its title."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from portal.printing import typst
from portal.printing.characters import CHARACTERS
from portal.printing.share_pictures import ShareCard, draw, fingerprint, share_response

PARK = "Parc naturel régional des Baronnies provençales"
#: Left, top, right and bottom of what no text may touch: the margins, and the hills below the title.
UNTOUCHED = {
    "left": (0, 0, 52, 630),
    "right": (1148, 0, 1200, 630),
    "top": (0, 0, 1200, 44),
    "hills": (0, 446, 1200, 544),
    "bottom": (0, 618, 1200, 630),
}
#: Between two cards a palette may move a colour by a little, far from what a letter makes of it.
PALETTE = 48
HOSTILE = [
    "",
    " \n\t ",
    "\u00a0" * 255,
    "a" * 255,
    "W" * 255,
    "i" * 255,
    "Щ" * 255,
    "mot " * 63,
    "MOT\u00a0" * 63,
    "anticonstitutionnellement" * 8,
    "https://www.example.org/" + "chemin/" * 30,
    "Ể" * 60,
    "gjpqy " * 42,
    "Fête 👨\u200d👩\u200d👧🎉 du village ❤\ufe0f",
    "🎉",
    "مرحبا بالجميع",
    "共同生活",
    "שלום עולם",
    "Z\u0301\u0302\u0303" * 60,
    "\x00\x01\x1b[31m\x7f\x85",
    "a\u202eb\u2066c\u200bd\ufeff\u2028e",
    "\ud800 seul",
    '#eval("1") $ \\ * _ @ <x>',
    '#panic() #import "@preview/x:1.0.0" $sum$ `a` ~ -- --- // /* */ [a](b) = - + / @a <b>',
    """« “a” ‘b’ "c" 'd' »""",
    "{{ titre }} {% url %} %(a)s {0} </text><script>",
]


def opened(picture: bytes) -> Image.Image:
    image = Image.open(BytesIO(picture))
    image.load()
    return image


def touched(card: ShareCard) -> set[str]:
    """The names of the strips that the card’s text reaches into."""
    bare = opened(draw(ShareCard("", family=card.family))).convert("RGB")
    difference = ImageChops.difference(bare, opened(draw(card)).convert("RGB"))
    return {
        name
        for name, strip in UNTOUCHED.items()
        if max(highest for _lowest, highest in difference.crop(strip).getextrema()) > PALETTE
    }


def a_card(title="Repérer les personnes isolées", **others) -> ShareCard:
    return ShareCard(title, **{"kind": "Fiche méthode 13", "family": "understand"} | others)


class TestAPicture:
    def test_has_the_size_that_networks_ask_for(self):
        image = opened(draw(a_card()))
        assert (image.format, image.size) == ("PNG", (1200, 630))

    def test_is_light(self):
        assert len(draw(a_card("Un mot " * 36, park=PARK))) < 100_000

    def test_is_the_same_twice(self):
        first = draw(a_card())
        cache.clear()
        assert draw(a_card()) == first

    def test_is_drawn_once(self, monkeypatch):
        first = draw(a_card())
        monkeypatch.setattr(typst, "compile_png", None)
        assert draw(a_card()) == first

    def test_wears_the_colour_of_its_family(self):
        families = ("understand", "inspire", "join", "")
        assert len({draw(a_card(family=family)) for family in families}) == 4
        assert draw(a_card(family="nothing we know")) == draw(a_card(family=""))

    @pytest.mark.parametrize(
        "other",
        [{"title": "Autre"}, {"kind": "Projet"}, {"park": PARK}, {"kind": ""}],
        ids=lambda other: f"{other}",
    )
    def test_shows_all_that_the_card_says(self, other):
        assert draw(a_card(**other)) != draw(a_card())

    def test_shows_accents(self):
        assert draw(a_card("Été")) != draw(a_card("Ete"))

    def test_shows_a_kind_with_a_capital(self):
        assert draw(a_card(kind="projet")) == draw(a_card(kind="Projet"))

    @pytest.mark.parametrize("language", ["fr", "en", "pt-BR", "", "zz", "klingon", "ar", "#x"])
    def test_is_drawn_in_any_language(self, language):
        assert touched(a_card("Un long titre à couper " * 10, language=language)) == set()

    def test_is_drawn_by_many_threads_at_once(self, monkeypatch):
        monkeypatch.setattr(typst, "PATIENCE", 60)
        cards = [a_card(f"Titre {number}") for number in range(12)]
        one_by_one = [draw(card) for card in cards]
        cache.clear()
        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(draw, cards)) == one_by_one


class TestAnyTitle:
    @pytest.mark.parametrize("title", HOSTILE, ids=ascii)
    def test_stays_in_its_place(self, title):
        assert touched(ShareCard(title, title, title, "join")) == set()

    @settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        title=st.text(st.characters(), max_size=255)
        | st.text(st.sampled_from(sorted(CHARACTERS)), max_size=255)
    )
    def test_of_any_kind_stays_in_its_place(self, title):
        assert touched(ShareCard(title, kind=title, park=title)) == set()

    @pytest.mark.parametrize("sign", ["#", "*", "_", "$", "@", "\\", "`", "<", "~", "="])
    def test_is_drawn_as_written(self, sign):
        assert draw(a_card(f"{sign}titre{sign}")) != draw(a_card("titre"))

    def test_is_shortened_when_nothing_else_helps(self):
        assert draw(a_card("MAJUSCULES " * 27)) == draw(a_card("MAJUSCULES " * 24))

    def test_is_not_read_beyond_the_length_of_any_title(self):
        assert draw(a_card("a " * 200)) == draw(a_card("a " * 150))


class TestATitleThatCannotBeDrawn:
    @pytest.mark.parametrize("title", ["", "🎉 !", "共同生活", "مرحبا بالجميع 2026"])
    def test_leaves_its_place_to_the_kind(self, title):
        assert draw(a_card(title, kind="Projet")) == draw(a_card("Projet", kind=""))

    def test_leaves_its_place_to_the_site_where_there_is_no_kind(self, settings):
        assert draw(ShareCard("漢字")) == draw(ShareCard(settings.SITE_NAME))


class TestAnAnswer:
    @pytest.fixture
    def request_for(self):
        return lambda **headers: RequestFactory().get("/partage.png", headers=headers)

    def test_is_a_picture_that_networks_may_keep(self, request_for):
        response = share_response(request_for(), a_card())
        assert response.status_code == 200
        assert response.content == draw(a_card())
        assert response["Content-Type"] == "image/png"
        assert response["Cache-Control"] == "public, max-age=86400"
        assert response["X-Content-Type-Options"] == "nosniff"

    def test_is_empty_for_whoever_has_it(self, request_for, monkeypatch):
        etag = share_response(request_for(), a_card())["ETag"]
        cache.clear()
        monkeypatch.setattr(typst, "compile_png", None)
        again = share_response(request_for(if_none_match=etag), a_card())
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
        assert again["Cache-Control"] == "public, max-age=86400"

    def test_is_sent_anew_once_the_card_has_changed(self, request_for):
        etag = share_response(request_for(), a_card())["ETag"]
        again = share_response(request_for(if_none_match=etag), a_card("Un autre titre"))
        assert again.status_code == 200
        assert again["ETag"] != etag


def test_the_fingerprint_is_that_of_what_is_drawn():
    assert fingerprint(a_card("Fête 🎉")) == fingerprint(a_card("Fête"))
    assert fingerprint(a_card("Fête")) != fingerprint(a_card("Fêtes"))
