"""Contours that an administrator gives: all of them, or what is wrong."""

import json

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as some

from portal.territory.maps import geojson
from portal.territory.models import Commune, Contour, Park, ParkOutline

SQUARE = [[2.0, 48.0], [2.1, 48.0], [2.1, 48.1], [2.0, 48.1], [2.0, 48.0]]


def feature(code: object = "99001", kind: object = "Polygon", coordinates: object = None, **properties):
    return {
        "type": "Feature",
        "properties": {"code": code, **properties},
        "geometry": {"type": kind, "coordinates": [SQUARE] if coordinates is None else coordinates},
    }


def collection(*features) -> dict:
    return {"type": "FeatureCollection", "features": list(features)}


def as_bytes(data) -> bytes:
    return json.dumps(data).encode()


def polygon(*points) -> bytes:
    return as_bytes(collection(feature(coordinates=[[*points]])))


class TestAFile:
    def test_gives_the_rings_of_each_commune(self):
        both = collection(feature(), feature("2A004", "MultiPolygon", [[SQUARE], [SQUARE]]))
        rings = geojson.read(as_bytes(both))
        assert {code: len(each) for code, each in rings.items()} == {"99001": 1, "2A004": 2}
        assert rings["99001"][0][:2] == [(20_000, 480_000), (21_000, 480_000)]

    @pytest.mark.parametrize("name", ["INSEE_COM", "codgeo", "Insee"])
    def test_may_name_the_code_as_its_maker_does(self, name):
        given = feature()
        given["properties"] = {name: "99001"}
        assert geojson.read(as_bytes(collection(given))).keys() == {"99001"}

    def test_may_begin_with_a_mark_of_its_encoding(self):
        assert geojson.read(b"\xef\xbb\xbf" + as_bytes(collection(feature())))


WRONG = {
    "nothing": (b"", "not JSON"),
    "another file": (b"PK\x03\x04\xff\xfe", "not UTF-8"),
    "cut off": (as_bytes(collection(feature()))[:-9], "not JSON"),
    "nested too deep": (b"[" * 200_000, "nested too deep"),
    "a number too long": (b'{"features": [' + b"1" * 10_000 + b"]}", "not JSON"),
    "a list": (b"[]", "no GeoJSON"),
    "no features": (as_bytes(collection()), "no GeoJSON"),
    "features that are none": (as_bytes(collection(1, "x")), "Feature 1 has no properties"),
    "no code": (as_bytes(collection(feature(None))), "Feature 1 has no INSEE code"),
    "a code as a number": (as_bytes(collection(feature(59001))), "as text"),
    "a postcode of letters": (as_bytes(collection(feature("5900A"))), "Feature 1 has no INSEE code"),
    "a code twice": (
        as_bytes(collection(feature(), feature())),
        "commune 99001 is there twice",
    ),
    "no geometry": (as_bytes(collection({"properties": {"code": "99001"}})), "not None"),
    "points": (as_bytes(collection(feature(kind="Point"))), "not 'Point'"),
    "a kind that is a list": (as_bytes(collection(feature(kind=[]))), "a Polygon or a MultiPolygon"),
    "coordinates of text": (as_bytes(collection(feature(coordinates="x"))), "coordinates are missing"),
    "an empty ring": (as_bytes(collection(feature(coordinates=[[]]))), "coordinates are missing"),
    "a multipolygon too flat": (
        as_bytes(collection(feature(kind="MultiPolygon", coordinates=[SQUARE]))),
        "is no position|coordinates are missing",
    ),
    "an open ring": (polygon(*SQUARE[:4]), "not closed"),
    "two points": (polygon(SQUARE[0], SQUARE[1], SQUARE[0]), "not closed"),
    "metres": (polygon([652_000.0, 6_862_000.0], *SQUARE[1:]), "WGS 84"),
    "NaN": (polygon([float("nan"), 48], *SQUARE[1:]), "NaN is no coordinate"),
    "infinity": (polygon([float("inf"), 48], *SQUARE[1:]), "Infinity is no coordinate"),
    "a number beyond all numbers": (polygon(*SQUARE).replace(b"2.1", b"1e999", 1), "WGS 84"),
    "a whole number beyond all numbers": (polygon(*SQUARE).replace(b"2.1", b"9" * 4000, 1), "WGS 84"),
    "text for a number": (polygon(["2", "48"], *SQUARE[1:]), "is no position"),
    "true for a number": (polygon([True, 48], *SQUARE[1:]), "is no position"),
    "nothing left": (polygon([2, 48], [2.000001, 48], [2.000001, 48.000001], [2, 48]), "nothing is left"),
}


@pytest.mark.parametrize("content, said", WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_refused_with_what_is_wrong(content, said):
    with pytest.raises(geojson.WrongFile, match=said):
        geojson.read(content)


ANY_JSON = some.recursive(
    some.none() | some.booleans() | some.floats() | some.integers() | some.text(max_size=9),
    lambda inner: (
        some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(ANY_JSON, ANY_JSON, ANY_JSON)
def test_whatever_it_holds_it_is_read_or_refused(features, properties, coordinates):
    for data in (
        {"features": features},
        collection({"properties": properties, "geometry": features}),
        collection(feature(coordinates=coordinates)),
        collection(feature(kind="MultiPolygon", coordinates=[coordinates])),
    ):
        try:
            geojson.read(as_bytes(data))
        except geojson.WrongFile as error:
            assert str(error)


@given(some.binary(max_size=60))
def test_whatever_its_bytes_it_is_refused(content):
    with pytest.raises(geojson.WrongFile):
        geojson.read(content)


@pytest.fixture
def park(db) -> Park:
    park = Park.objects.create(name="Parc", slug="parc")
    park.communes.add(Commune.objects.create(insee_code="59999", name="Là", department_id="59"))
    return park


@pytest.fixture
def load(tmp_path):
    def load(content: bytes, source="Mairie", year="2027", **options):
        file = tmp_path / "communes.geojson"
        file.write_bytes(content)
        call_command("load_contours", str(file), source=source, year=int(year), **options)

    return load


class TestTheCommand:
    def test_stores_contours_and_draws_their_parks(self, park, load, capsys):
        load(as_bytes(collection(feature("59999"), feature("59998"))))
        assert capsys.readouterr().out == "2 contours loaded, outlines of 1 Parks made anew.\n"
        outline = ParkOutline.objects.get(park=park)
        assert outline.rings.count("M") == 1
        assert outline.credit == "Mairie 2027"

    def test_replaces_what_was_loaded_before(self, park, load):
        load(as_bytes(collection(feature("59999"))))
        before = ParkOutline.objects.get().frame
        wider = [[x * 1.01, y] for x, y in SQUARE]
        load(as_bytes(collection(feature("59999", coordinates=[wider]))), year="2028")
        assert Contour.objects.get().year == 2028
        assert ParkOutline.objects.get().frame != before

    def test_loads_nothing_of_a_file_with_one_fault(self, park, load):
        with pytest.raises(CommandError, match=r"Feature 2 \(59998\).*Nothing was loaded"):
            load(as_bytes(collection(feature("59999"), feature("59998", kind="Point"))))
        assert not Contour.objects.exists()
        assert not ParkOutline.objects.exists()

    @pytest.mark.parametrize("source, year", [("", 2027), ("x" * 81, 2027), ("Mairie", 12)])
    def test_asks_who_made_it_and_when(self, db, load, source, year):
        with pytest.raises(CommandError, match=r"--source|--year"):
            load(as_bytes(collection(feature())), source=source, year=year)

    def test_says_that_there_is_no_file(self, db, tmp_path):
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("load_contours", str(tmp_path / "none"), source="x", year=2027)
