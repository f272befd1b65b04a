"""Whole maps, of our own contours."""

import gzip
import re
from itertools import combinations

import pytest
from bs4 import BeautifulSoup

from portal.territory.maps import TEXT, WIDTH, borders, contours, drawing, html, shapes
from portal.territory.maps.drawing import Place
from portal.territory.maps.projection import metres_per_degree

#: Positions and radii of clusters of communes as large as four Parks, for want of their true lists.
CLUSTERS = {
    "hills": (47.93, 6.90, 28, ("68", "70", "88", "90")),
    "plain": (50.43, 3.40, 13, ("59",)),
    "plateau": (49.11, 1.88, 15, ("78", "95")),
    "volcanoes": (45.30, 2.80, 29, ("15", "63")),
}
MOST_BYTES = 16_000


def middle_of(rings) -> tuple[float, float]:
    ring = max(rings, key=lambda ring: abs(shapes.area(ring)))
    return (
        sum(y for _x, y in ring) / len(ring) / shapes.PARTS,
        sum(x for x, _y in ring) / len(ring) / shapes.PARTS,
    )


#: A commune further out, of which a part lies within the first cluster.
WITH_A_PART_INSIDE = "68287"


def cluster(name: str) -> dict[str, list[shapes.Ring]]:
    latitude, longitude, kilometres, departments = CLUSTERS[name]
    north, east = metres_per_degree(latitude)
    near = {}
    for code, rings in contours.communes_of(departments).items():
        there, beside = middle_of(rings)
        away = ((there - latitude) * north) ** 2 + ((beside - longitude) * east) ** 2
        if away < (kilometres * 1000) ** 2 or code == WITH_A_PART_INSIDE:
            near[code] = rings
    return near


def others(name: str, near) -> list[shapes.Ring]:
    known = contours.communes_of(CLUSTERS[name][3])
    return [ring for code, rings in known.items() if code not in near for ring in rings]


def places(near, every: int = 5, most: int = 30) -> list[Place]:
    chosen = list(near.items())[::every][:most]
    return [
        Place(number, f"Commune {code}", *middle_of(rings))
        for number, (code, rings) in enumerate(chosen, 1)
    ]


@pytest.fixture(scope="module", params=CLUSTERS)
def park(request):
    near = cluster(request.param)
    rings = [ring for each in near.values() for ring in each]
    return near, drawing.outline_of(rings, lambda: others(request.param, near))


def drawn(shown: drawing.Drawing) -> str:
    return html.svg(shown, "Carte", "Une phrase.")


def assert_light_and_legible(shown: drawing.Drawing) -> None:
    svg = drawn(shown)
    assert len(gzip.compress(svg.encode())) <= MOST_BYTES
    assert "style" not in svg
    assert "http" not in svg
    boxes = [name.box for name in shown.names]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]
    assert not [1 for box in boxes for mark in shown.marks if box.meets(mark.box)]


def test_text_is_at_least_12_pixels_high_on_a_telephone():
    assert TEXT * 328 / WIDTH >= 12


class TestAPark:
    def test_has_one_ring(self, park):
        _near, outline = park
        assert outline.rings.count("M") == 1
        assert outline.in_france.count("M") == 1

    def test_has_borders_between_its_communes(self, park):
        near, outline = park
        assert outline.communes.count("M") > len(near)

    def test_is_light_with_thirty_places(self, park):
        near, outline = park
        shown = drawing.park(outline, places(near))
        assert_light_and_legible(shown)
        assert [n for mark in shown.marks for n in mark.numbers] != []

    def test_is_drawn_in_whole_units(self, park):
        _near, outline = park
        assert not re.search(r"\d\.\d", outline.rings + outline.communes + outline.in_france)

    def test_leaves_out_what_lies_beyond(self, park):
        _near, outline = park
        assert drawing.park(outline, [Place(1, "Brest", 48.39, -4.49)]).marks == ()

    def test_around_its_places_is_light(self, park):
        near, outline = park
        assert_light_and_legible(drawing.around(places(near), [outline]))


def square(x: int, y: int) -> shapes.Ring:
    left, top = 20_000 + x * 500, 470_000 + y * 500
    return [(left, top), (left + 500, top), (left + 500, top + 500), (left, top + 500)]


class TestAHole:
    AROUND = [square(x, y) for x in range(3) for y in range(3) if (x, y) != (1, 1)]

    def test_with_a_known_commune_in_it_stays(self):
        outline = drawing.outline_of(self.AROUND, lambda: [square(1, 1)])
        assert outline.rings.count("M") == 2

    def test_where_no_commune_is_known_is_a_gap_and_is_filled(self):
        outline = drawing.outline_of(self.AROUND, lambda: [square(9, 9)])
        assert outline.rings.count("M") == 1

    def test_is_asked_about_only_where_there_is_one(self):
        assert drawing.outline_of([square(0, 0)], pytest.fail)


def test_nothing_has_no_outline():
    assert drawing.outline_of([]) is None


class TestFrance:
    def test_is_light_with_every_park(self):
        shown = drawing.france([Place(n, f"Parc {n}", 43 + n % 8, -1 + n % 9) for n in range(1, 60)], {})
        assert_light_and_legible(shown)
        assert sorted(n for mark in shown.marks for n in mark.numbers) == list(range(1, 60))

    def test_has_corsica(self):
        assert drawing.france_frame().holds(42.15, 9.1, margin=0)
        assert drawing.france([], {}).layers[0].path.count("M") >= 2

    def test_does_not_show_what_lies_overseas(self):
        assert drawing.france([Place(1, "La Réunion", -21.1, 55.5)], {}).marks == ()

    def test_shows_a_park_below_its_mark(self, park):
        _near, outline = park
        (mark,) = drawing.france([Place(1, "Parc", 47, 2)], {1: outline.in_france}).marks
        (ring,) = shapes.points_of(outline.in_france)
        # At the northern edge there is no more room above.
        assert mark.y <= min(y for _x, y in ring) or mark.y < 16


class TestPlacesAround:
    def test_of_none_is_nothing(self):
        assert drawing.around([]) is None

    def test_far_from_any_contour_is_nothing(self):
        assert drawing.around([Place(1, "Saint-Denis", -20.88, 55.45)]) is None

    def test_all_over_france_is_france(self):
        far = [Place(1, "Brest", 48.39, -4.49), Place(2, "Nice", 43.7, 7.27)]
        assert drawing.around(far).height == drawing.france([], {}).height

    def test_all_over_france_have_the_names_of_their_areas(self):
        far = [Place(1, "Brest", 48.39, -4.49, "Armorique"), Place(2, "Nice", 43.7, 7.27)]
        assert {name.text for name in drawing.around(far).names} == {"Armorique", "Nice"}

    def test_of_one_is_the_country_around(self):
        shown = drawing.around([Place(1, "Munster", 48.04, 7.14)])
        assert {layer.kind for layer in shown.layers} == {"land", "border"}
        assert shown.scale.text == "10\N{NO-BREAK SPACE}km"

    def test_here_and_overseas_is_france_with_what_is_here(self):
        both = [Place(1, "Brest", 48.39, -4.49), Place(2, "Saint-Denis", -20.88, 55.45)]
        assert [mark.numbers for mark in drawing.around(both).marks] == [(1,)]


@pytest.mark.parametrize(
    "metres, text", [(2910, "200 km"), (80, "5 km"), (5, "500 m"), (0.02, "2 m"), (200, "20 km")]
)
def test_a_scale_is_a_round_length(metres, text):
    scale = drawing.scale_of(metres)
    assert scale.text == text.replace(" ", "\N{NO-BREAK SPACE}")
    assert scale.length <= drawing.LONGEST


class TestTheSvg:
    def test_is_one_picture_with_a_name_and_a_sentence(self):
        svg = BeautifulSoup(html.svg(drawing.france([], {}), "Carte", "Une phrase."), "html.parser").svg
        assert (svg["role"], svg["aria-label"]) == ("img", "Carte")
        assert svg.desc.string == "Une phrase."

    def test_escapes_what_people_wrote(self):
        place = Place(1, '<script>"', 48.04, 7.14)
        svg = html.svg(drawing.around([place]), '"><script>', "<b>&")
        assert "<script" not in svg
        assert "<b>" not in svg

    def test_of_a_place_alone_has_a_mark_without_a_number(self):
        svg = drawn(drawing.around([Place(None, "Munster", 48.04, 7.14)]))
        assert 'class="map__mark"' in svg
        assert "map__number" not in svg
        assert ">Munster<" in svg


class TestTheContours:
    def test_are_of_96_departments_and_all_communes_around_the_parks(self):
        assert len(contours.departments()) == 96
        codes = {file.stem.removeprefix("communes-") for file in contours.DATA.glob("communes-*")}
        assert len(codes) == 15
        assert len(contours.communes_of(codes)) == 6679

    def test_are_found_by_code(self):
        assert contours.communes(["68226", "97101", "00000", "../etc"]).keys() == {"68226"}

    def test_share_their_borders_across_departments(self):
        inner = borders.inner(
            ring for rings in contours.communes_of(["68", "88"]).values() for ring in rings
        )
        alone = [
            line
            for code in ("68", "88")
            for line in borders.inner(r for rings in contours.communes_of([code]).values() for r in rings)
        ]
        assert sum(map(len, inner)) > sum(map(len, alone))
