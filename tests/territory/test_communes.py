"""All communes: loaded from a file of official facts, and found as people name them."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.territory import names, official, services
from portal.territory.models import Commune, CommuneKey, Department, Park

HEAD = "insee_code\tname\tpostcodes\tdepartment\tpopulation\tlatitude\tlongitude"
CONDE = "59153\tCondé-sur-l'Escaut\t59163\t59\t9532\t50.4577\t3.5906"
ROWS = [
    CONDE,
    "59616\tVieux-Condé\t59690\t59\t10276\t50.4692\t3.5679",
    "36059\tCondé\t36100\t36\t231\t46.9\t2.05",
    "14174\tCondé-en-Normandie\t14110 14770\t14\t6297\t48.85\t-0.55",
    "59526\tSaint-Amand-les-Eaux\t59230\t59\t15764\t50.4413\t3.4276",
    "18197\tSaint-Amand-Montrond\t18200\t18\t9364\t46.7\t2.5",
    "59112\tBruille-Saint-Amand\t59199\t59\t1600\t50.46\t3.5",
    "17300\tLa Rochelle\t17000\t17\t78535\t46.16\t-1.15",
    "70450\tLa Rochelle\t70120\t70\t40\t47.7\t5.7",
    "75056\tParis\t75001 75012\t75\t2103778\t48.8566\t2.3428",
    "75101\tParis 1er Arrondissement\t75001\t75\t15000\t\t",
    "75112\tParis 12e Arrondissement\t75012\t75\t138024\t\t",
    "98735\tPapeete\t98714\t987\t26654\t\t",
    "59207\tRœulx\t59172\t59\t3600\t50.3\t3.3",
    "94038\tL'Haÿ-les-Roses\t94240\t94\t30000\t48.77\t2.33",
    "80829\tY\t80190\t80\t89\t49.8\t2.98",
    "59288\tHasnon\t59178\t59\t4000\t50.42\t3.38",
]


@pytest.fixture
def file(tmp_path):
    def write(*rows: str, head: str = HEAD):
        path = tmp_path / "communes.tsv"
        path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
        return path

    return write


@pytest.fixture
def communes(db, file):
    return services.load(file(*ROWS))


def called(typed: str) -> list[str]:
    return [str(commune) for commune in Commune.objects.called(typed).communes]


def queries_of(typed: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        called(typed)
    return len(queries)


def load(path) -> str:
    said = StringIO()
    call_command("load_communes", str(path), stdout=said)
    return said.getvalue()


class TestTheFileOfTheProject:
    def test_holds_every_commune_without_an_error(self, db):
        known = set(Department.objects.values_list("code", flat=True))
        rows = official.read(official.FILE, known)
        assert len(rows) == 35_014
        assert sum(row.latitude is None for row in rows.values()) == 101
        assert (rows["59153"].name, rows["59153"].postcodes) == ("Condé-sur-l’Escaut", "59163")
        assert rows["75112"].latitude == rows["75056"].latitude is not None

    def test_has_names_that_are_all_found_by_a_key(self, db):
        known = set(Department.objects.values_list("code", flat=True))
        rows = official.read(official.FILE, known).values()
        assert [row.name for row in rows if not names.keys_of(row.name)] == []
        assert len({(row.department, names.key_of(row.name)) for row in rows}) > 34_900


class TestLoading:
    def test_writes_every_fact(self, communes):
        conde = Commune.objects.get(insee_code="59153")
        assert (conde.name, conde.postcodes, conde.population) == ("Condé-sur-l’Escaut", "59163", 9532)
        assert (conde.department_id, conde.position) == ("59", (50.4577, 3.5906))
        assert communes.added == len(ROWS)

    def test_again_changes_nothing(self, communes, file):
        before = list(CommuneKey.objects.order_by("pk").values_list())
        again = services.load(file(*ROWS))
        assert (again.added, again.changed, again.same) == (0, 0, len(ROWS))
        assert list(CommuneKey.objects.order_by("pk").values_list()) == before

    def test_a_newer_file_keeps_the_row_of_a_commune_that_changes(self, communes, file):
        before = Commune.objects.get(insee_code="59153")
        newer = CONDE.replace("Condé-sur-l'Escaut", "Condé-Bonsecours").replace("59163", "59990")
        assert "0 added, 1 changed, 0 unchanged" in load(file(newer))
        assert Commune.objects.get(insee_code="59153").pk == before.pk
        assert called("Bonsecours") == called("59990") == ["Condé-Bonsecours (59)"]
        assert called("conde sur l'escaut") == called("59163") == []

    def test_keeps_a_merged_commune_with_what_hangs_on_it(self, communes, file):
        merged = Commune.objects.get(insee_code="59288")
        park = Park.objects.create(name="Scarpe", slug="scarpe")
        park.communes.add(merged)
        said = load(file(*[row for row in ROWS if "Hasnon" not in row]))
        assert "1 kept that the file does not name: Hasnon (59)" in said
        assert park.communes.get() == merged
        assert called("hasnon") == ["Hasnon (59)"]

    def test_of_only_some_writes_these(self, db, file):
        services.load(file(*ROWS), only={"59153", "99999"})
        assert called("conde") == ["Condé-sur-l’Escaut (59)"]
        assert not services.are_loaded()

    def test_the_first_time_only_leaves_what_was_loaded(self, communes, file, monkeypatch):
        monkeypatch.setattr(services, "_A_FEW", 3)
        call_command("load_communes", str(file(CONDE.replace("9532", "1"))), first=True)
        assert Commune.objects.get(insee_code="59153").population == 9532


class TestAWrongFile:
    @pytest.mark.parametrize(
        ("row", "said"),
        [
            ("5915\tCondé\t59163\t59\t1\t50\t3", "« 5915 » is no insee_code"),
            ("59154\t\t59163\t59\t1\t50\t3", "a name has 1 to 80 signs"),
            ("59154\t" + "x" * 81 + "\t59163\t59\t1\t50\t3", "a name has 1 to 80 signs"),
            ("59154\tCon\0dé\t59163\t59\t1\t50\t3", "a name has 1 to 80 signs"),
            ("59154\tCondé\t5916\t59\t1\t50\t3", "« 5916 » is no postcodes"),
            ("59154\tCondé\t" + "59163 " * 40 + "\t59\t1\t50\t3", "there are too many postcodes"),
            ("59154\tCondé\t59163\t00\t1\t50\t3", "« 00 » is no known département"),
            ("59154\tCondé\t59163\t59\t-1\t50\t3", "« -1 » is no population"),
            ("59154\tCondé\t59163\t59\t" + "9" * 5000 + "\t50\t3", "is no population"),
            ("59154\tCondé\t59163\t59\t1\t91\t3", "« 91 » is no latitude"),
            ("59154\tCondé\t59163\t59\t1\tNaN\t3", "« NaN » is no latitude"),
            ("59154\tCondé\t59163\t59\t1\t50\t", "a position has a latitude and a longitude"),
            ("59154\tCondé\t59163", "it has not as many columns as the first line"),
            ("59154\tCondé\t59163\t59\t1\t50\t3\t4", "it has not as many columns as the first line"),
            (CONDE, "59153 stands there twice"),
        ],
    )
    def test_is_refused_with_the_line_and_nothing_is_loaded(self, db, file, row, said):
        with pytest.raises(CommandError) as error:
            load(file(CONDE, row))
        assert "Nothing was loaded" in str(error.value)
        assert "Line 3: " in str(error.value)
        assert said in str(error.value)
        assert not Commune.objects.exists()

    def test_tells_the_first_errors_only(self, db, file):
        with pytest.raises(CommandError, match="… and 30 more"):
            load(file(*["x"] * (official.MAX_TOLD + 30)))

    def test_without_a_column_an_encoding_or_a_row_is_refused(self, db, file, tmp_path):
        with pytest.raises(CommandError, match="these columns are missing: latitude, longitude"):
            load(file(head=HEAD.replace("\tlatitude\tlongitude", "")))
        with pytest.raises(CommandError, match="There is no commune in it"):
            load(file())
        (tmp_path / "latin.tsv").write_bytes(f"{HEAD}\n{CONDE}".encode("latin-1"))
        with pytest.raises(CommandError, match="not a text in UTF-8"):
            load(tmp_path / "latin.tsv")
        with pytest.raises(CommandError, match="cannot be read"):
            load(tmp_path / "none.tsv")


class TestAName:
    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("Condé-sur-l’Escaut", "Condé-sur-l’Escaut (59)"),
            ("  CONDE SUR L'ESCAUT ", "Condé-sur-l’Escaut (59)"),
            ("conde escaut", "Condé-sur-l’Escaut (59)"),
            ("Condé s/ Escaut", "Condé-sur-l’Escaut (59)"),
            ("Condé (36)", "Condé (36)"),
            ("condé 36", "Condé (36)"),
            ("59163 Condé", "Condé-sur-l’Escaut (59)"),
            ("Condé-sur-l’Escaut 59163", "Condé-sur-l’Escaut (59)"),
            ("escaut", "Condé-sur-l’Escaut (59)"),
            ("St Amand les Eaux", "Saint-Amand-les-Eaux (59)"),
            ("st. amand-mont", "Saint-Amand-Montrond (18)"),
            ("la rochelle", "La Rochelle (17)"),
            ("rochelle (70)", "La Rochelle (70)"),
            ("L’Hay les roses", "L’Haÿ-les-Roses (94)"),
            ("roeulx", "Rœulx (59)"),
            ("Y", "Y (80)"),
            ("Paris", "Paris (75)"),
            ("paris 12", "Paris 12e Arrondissement (75)"),
            ("Paris 1er", "Paris 1er Arrondissement (75)"),
            ("papeete", "Papeete (987)"),
            ("hasn", "Hasnon (59)"),
        ],
    )
    def test_is_understood_as_people_write_it(self, communes, typed, found):
        assert called(typed) == [found]

    @pytest.mark.parametrize(
        "typed", ["", " ", "Nulle-Part", "'", "🙂", "\0", "%", "_", "1 " * 50, "x" * 9_999]
    )
    def test_that_is_none_finds_nothing(self, communes, typed):
        assert called(typed) == []

    def test_that_several_have_is_asked_for(self, communes):
        answer = Commune.objects.called("condé")
        assert answer.is_ambiguous
        assert answer.commune is None
        assert called("st amand")[-1] == "Bruille-Saint-Amand (59)"

    def test_offers_a_park_then_its_departements_then_the_largest_first(self, communes):
        assert called("condé") == [
            "Condé-sur-l’Escaut (59)",
            "Condé-en-Normandie (14)",
            "Condé (36)",
            "Vieux-Condé (59)",
        ]
        park = Park.objects.create(name="Brenne", slug="brenne")
        park.departments.add("14")
        assert called("condé")[0] == "Condé-en-Normandie (14)"
        park.communes.add(Commune.objects.get(insee_code="36059"))
        assert called("condé")[:2] == ["Condé (36)", "Condé-en-Normandie (14)"]

    def test_stands_in_addresses_with_its_code(self, communes):
        conde = Commune.objects.get(insee_code="59153")
        assert conde.in_addresses == "59153-conde-sur-l-escaut"
        assert called(conde.in_addresses) == called("59153-autrefois") == [str(conde)]

    def test_follows_what_an_editor_changes(self, communes):
        conde = Commune.objects.get(insee_code="59153")
        conde.name = "Condé-le-Neuf"
        services.keep(conde)
        assert called("conde le neuf") == [str(conde)]
        assert called("escaut") == []


class TestAPostcode:
    def test_is_understood(self, communes):
        assert called("59163") == called("59 163") == ["Condé-sur-l’Escaut (59)"]

    def test_of_an_arrondissement_is_not_its_city(self, communes):
        assert called("75012") == ["Paris 12e Arrondissement (75)"]

    def test_goes_before_the_same_insee_code(self, communes, file):
        assert called("59153") == ["Condé-sur-l’Escaut (59)"]
        services.load(file("59272\tGrand-Fort-Philippe\t59153\t59\t5000\t51\t2.1"))
        assert called("59153") == ["Grand-Fort-Philippe (59)"]

    def test_that_several_share_is_asked_for(self, communes, file):
        services.load(file("59999\tIci\t59178\t59\t10\t50\t3"))
        assert called("59178") == ["Hasnon (59)", "Ici (59)"]


class TestWhileTyping:
    def suggested(self, typed: str) -> list[str]:
        return [str(commune) for commune in Commune.objects.suggested(typed)]

    def test_goes_on_after_a_word_that_may_become_a_joining_one(self, communes):
        for typed in ("condé", "condé-s", "condé-su", "condé-sur-", "conde sur l", "conde sur l'e"):
            assert self.suggested(typed)[0] == "Condé-sur-l’Escaut (59)", typed

    def test_offers_a_few_and_only_after_two_letters(self, communes, file):
        services.load(file(*[f"5900{each}\tHas{each}\t\t59\t\t\t" for each in range(9)]))
        assert len(self.suggested("ha")) == 8
        assert self.suggested("h") == []

    def test_knows_postcodes(self, communes):
        assert self.suggested("5916") == ["Condé-sur-l’Escaut (59)"]


class TestTheCost:
    @pytest.mark.parametrize("typed", ["hasnon", "ha", "59178", "hasnon (59)", "59178 hasnon"])
    def test_is_one_query_whatever_fits(self, communes, file, typed):
        assert queries_of(typed) == 1
        services.load(file(*[f"5900{each}\tHasnon-{each}\t59178\t59\t\t\t" for each in range(9)]))
        assert queries_of(typed) == 1

    def test_is_three_queries_at_most(self, communes):
        for typed in ("1 " * 50, "12 " * 30, "59999", "2A999", "x 59"):
            assert queries_of(typed) <= 3
