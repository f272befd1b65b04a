"""Marks and names: all numbers are there, and nothing covers anything else."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as some

from portal.territory.maps import WIDTH
from portal.territory.maps.marks import Spot, marked, named, width_of

HEIGHT = 340
NAMES = some.sampled_from(["", "Munster", "Le Thillot", "Saint-Bonnet-de-Salers", "Œuilly", "Y"])
PLACES = some.tuples(some.floats(0, WIDTH), some.floats(0, HEIGHT), NAMES)


def spots(places) -> list[Spot]:
    return [Spot(number, name, x, y) for number, (x, y, name) in enumerate(places, 1)]


def some_spots(most: int = 40):
    return some.lists(PLACES, max_size=most).map(spots)


def said(text: str) -> list[int]:
    """The numbers that a mark says: « 1, 3–5 »."""
    numbers: list[int] = []
    for part in filter(None, text.split(", ")):
        first, _dash, last = part.partition("–")
        numbers += range(int(first), int(last or first) + 1)
    return numbers


class TestMarks:
    @given(some_spots())
    def test_say_every_number_once(self, given_spots):
        numbers = [number for mark in marked(given_spots, HEIGHT) for number in said(mark.text)]
        assert sorted(numbers) == [spot.number for spot in given_spots]

    @given(some_spots())
    def test_cover_no_other_and_stay_on_the_map(self, given_spots):
        marks = marked(given_spots, HEIGHT)
        assert not [pair for pair in combinations(marks, 2) if pair[0].box.meets(pair[1].box)]
        assert all(mark.box.is_within(WIDTH, HEIGHT) for mark in marks)

    @given(some_spots())
    def test_do_not_depend_on_chance(self, given_spots):
        assert marked(given_spots, HEIGHT) == marked(given_spots, HEIGHT)

    def test_are_shared_by_what_is_near(self):
        near = spots(
            [(100, 100, "Munster"), (106, 105, "Munster"), (104, 96, "Munster"), (200, 100, "Die")]
        )
        shared, alone = marked(near, HEIGHT)
        assert (shared.text, shared.name) == ("1–3", "Munster")
        assert (alone.text, (alone.x, alone.y)) == ("4", (200, 100))

    def test_have_no_name_where_they_have_several(self):
        (shared,) = marked(spots([(100, 100, "Munster"), (101, 100, "Stosswihr")]), HEIGHT)
        assert (shared.text, shared.name) == ("1, 2", "")

    def test_are_pushed_apart_and_tied_to_their_place(self):
        one, other = marked(spots([(100, 100, ""), (113, 100, "")]), HEIGHT)
        assert one.text, other.text == ("1", "2")
        assert one.x < 100 < 113 < other.x
        assert one.is_tied == other.is_tied == (other.x - one.x > 25)


class TestNames:
    @given(some_spots())
    def test_cover_no_other_name_and_no_mark(self, given_spots):
        marks = marked(given_spots, HEIGHT)
        names = named(marks, HEIGHT)
        boxes = [name.box for name in names]
        assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]
        assert not [1 for box in boxes for mark in marks if box.meets(mark.box)]
        assert all(box.is_within(WIDTH, HEIGHT) for box in boxes)

    @given(some_spots())
    def test_are_those_of_marks(self, given_spots):
        marks = marked(given_spots, HEIGHT)
        assert {name.text for name in named(marks, HEIGHT)} <= {mark.name for mark in marks} - {""}

    def test_of_one_mark_in_the_middle_stands_at_its_right(self):
        (name,) = named(marked(spots([(200, 100, "Munster")]), HEIGHT), HEIGHT)
        assert (name.text, name.x, name.anchor) == ("Munster", 215, "start")

    def test_at_the_right_edge_stands_at_its_left(self):
        (name,) = named(marked(spots([(380, 100, "Munster")]), HEIGHT), HEIGHT)
        assert name.anchor == "end"

    def test_too_long_for_any_place_is_left_to_the_list(self):
        assert named(marked(spots([(200, 100, "m" * 30)]), HEIGHT), HEIGHT) == []


def test_a_text_is_at_least_as_wide_as_its_letters_in_a_wide_font():
    """Widths in DejaVu Sans, the widest of the usual fonts, of a height of 15."""
    for text, width in {"Munster": 62, "Le Thillot": 74, "Saint-Bonnet-de-Salers": 168}.items():
        assert width * 0.9 < width_of(text) < width * 1.4
