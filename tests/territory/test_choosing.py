"""Editors choose communes by what people call them, never from a list of all."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.territory import services
from portal.territory.forms import CommunesField
from portal.territory.models import Commune, Park

NAMES = {"59153": "Condé-sur-l’Escaut", "36059": "Condé", "59526": "Saint-Amand-les-Eaux"}


@pytest.fixture
def communes(db):
    return [
        services.keep(Commune(insee_code=code, name=name, department_id=code[:2], postcodes="59163"))
        for code, name in NAMES.items()
    ]


@pytest.fixture
def park(communes):
    park = Park.objects.create(name="Scarpe-Escaut", slug="scarpe-escaut")
    park.communes.set(communes[:1])
    return park


class TestTheCommunesOfAPark:
    def edit(self, admin, park, typed):
        typed = {"name": park.name, "slug": park.slug, "communes": typed}
        return admin.post(reverse("park:edit", args=(park.pk,)), typed)

    def test_are_written_one_a_line(self, admin, park):
        html = admin.get(reverse("park:edit", args=(park.pk,))).content.decode()
        assert "59153 Condé-sur-l’Escaut</textarea>" in html
        assert "Saint-Amand" not in html

    def test_are_taken_by_code_and_by_name(self, admin, park, communes):
        self.edit(admin, park, "59153 Condé\n\n  36059\r\nst amand les eaux\n59153")
        assert set(park.communes.all()) == set(communes)

    def test_may_be_none(self, admin, park):
        self.edit(admin, park, "")
        assert not park.communes.exists()

    def test_that_are_not_understood_are_told_by_line_and_stay_typed(self, admin, park):
        html = self.edit(admin, park, "59526\nconde\nNulle-Part\n99999 Là").content.decode()
        assert "Ligne 2" in html and "Condé-sur-l’Escaut (59) 59153" in html
        assert "Ligne 3" in html and "Ligne 4" in html
        assert "Nulle-Part\n99999 Là</textarea>" in html
        assert [each.insee_code for each in park.communes.all()] == ["59153"]

    @pytest.mark.parametrize("typed", ["\0", "x" * 100_000, "🙂", "a\n" * 5_000, '"><script>'])
    def test_bear_anything(self, admin, park, typed):
        assert self.edit(admin, park, typed).status_code == 200
        assert park.communes.count() == 1

    def test_by_code_cost_one_query_whatever_their_number(self, communes):
        field = CommunesField()
        for typed in ("59153", "\n".join(NAMES)):
            with CaptureQueriesContext(connection) as queries:
                field.clean(typed)
            assert len(queries) == 1


class TestTheChooser:
    def chosen(self, admin, **query) -> str:
        return admin.get(reverse("commune_chooser:choose_results"), query).content.decode()

    @pytest.mark.parametrize("typed", ["conde sur l'esc", "st amand", "59163", "condé (59)"])
    def test_finds_as_people_write(self, admin, communes, typed):
        html = self.chosen(admin, q=typed)
        assert ("Saint-Amand" if "amand" in typed else "Condé-sur-l’Escaut") in html

    def test_offers_those_of_parks_first(self, admin, park):
        html = self.chosen(admin)
        assert html.index("Condé-sur-l’Escaut") < html.index("Saint-Amand")

    @pytest.mark.parametrize("typed", ["🙂", "\0", "'", "x" * 5_000, "a " * 100])
    def test_bears_anything(self, admin, communes, typed):
        assert "Condé" not in self.chosen(admin, q=typed)


class TestAnEditedCommune:
    def test_is_found_by_its_new_name(self, admin, communes):
        typed = {"name": "Condé-le-Neuf", "insee_code": "59153", "department": "59"}
        admin.post(reverse("commune:edit", args=(communes[0].pk,)), typed)
        assert Commune.objects.called("conde le neuf").commune == communes[0]
        assert not Commune.objects.called("escaut").communes

    def test_is_found_in_the_list_as_people_write(self, admin, communes):
        html = admin.get(reverse("commune:index"), {"q": "st amand"}).content.decode()
        assert "Saint-Amand-les-Eaux" in html
        assert "Condé-sur" not in html
