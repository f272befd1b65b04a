"""The outlines of Parks follow their communes."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from portal.territory import outlines
from portal.territory.maps import CREDIT
from portal.territory.models import Commune, Park, ParkOutline

NAMES = {"68226": "Munster", "68193": "Luttenbach-près-Munster", "68083": "Eschbach-au-Val"}


@pytest.fixture
def communes(db) -> list[Commune]:
    return [
        Commune.objects.get_or_create(insee_code=code, defaults={"name": name, "department_id": "68"})[0]
        for code, name in NAMES.items()
    ]


@pytest.fixture
def park(communes) -> Park:
    park = Park.objects.create(name="Vallée", slug="vallee")
    park.communes.set(communes)
    return park


def form(park: Park, communes) -> dict:
    return {
        "name": park.name,
        "slug": park.slug,
        "communes": "\n".join(commune.insee_code for commune in communes),
        "departments": ["68"],
    }


class TestAnOutline:
    def test_is_one_ring_around_neighbours(self, park):
        assert outlines.draw(park)
        outline = park.outline
        assert (outline.rings.count("M"), outline.credit) == (1, CREDIT)
        assert outline.communes

    def test_is_read_back_as_it_was_made(self, park):
        outlines.draw(park)
        outline, credit = outlines.of_park(Park.objects.get(pk=park.pk))
        assert credit == CREDIT
        assert outline.frame.holds(48.04, 7.14)
        assert outlines.of_parks([park.pk])[park.pk][0].rings == outline.rings

    def test_of_a_park_without_communes_is_none(self, park):
        outlines.draw(park)
        park.communes.clear()
        assert not outlines.draw(park)
        assert outlines.of_park(Park.objects.get(pk=park.pk)) is None

    def test_of_communes_without_contours_is_none(self, db):
        park = Park.objects.create(name="Ailleurs", slug="ailleurs")
        park.communes.add(Commune.objects.create(insee_code="97498", name="Là", department_id="974"))
        assert not outlines.draw(park)

    def test_costs_no_query_where_it_was_read_with_its_park(self, park, django_assert_num_queries):
        for is_drawn in (True, False):
            assert outlines.draw(park) == is_drawn
            read = Park.objects.select_related("outline").get(pk=park.pk)
            with django_assert_num_queries(0):
                assert bool(outlines.of_park(read)) == is_drawn
            park.communes.clear()

    def test_is_made_for_all_parks_by_a_command(self, park, capsys):
        Park.objects.create(name="Sans", slug="sans")
        call_command("draw_outlines")
        assert "1 outlines made" in capsys.readouterr().out
        assert ParkOutline.objects.get().park == park


class TestInTheAdmin:
    def test_is_made_with_a_new_park(self, admin, communes):
        new = Park(name="Neuf", slug="neuf")
        admin.post(reverse("park:add"), form(new, communes))
        assert Park.objects.get(slug="neuf").outline.rings

    def test_is_made_anew_when_communes_change(self, admin, park, communes):
        outlines.draw(park)
        before = park.outline.rings
        admin.post(reverse("park:edit", args=[park.pk]), form(park, communes[:1]))
        park.outline.refresh_from_db()
        assert park.outline.rings != before
        assert park.outline.communes == ""

    def test_is_left_alone_when_only_the_name_changes(self, admin, park, communes, monkeypatch):
        monkeypatch.setattr(outlines, "draw", pytest.fail)
        answer = admin.post(
            reverse("park:edit", args=[park.pk]), form(park, communes) | {"name": "Autre"}
        )
        assert answer.status_code == 302
        assert Park.objects.get(pk=park.pk).name == "Autre"

    def test_loses_a_commune_that_is_deleted(self, admin, park, communes):
        outlines.draw(park)
        before = park.outline.rings
        admin.post(reverse("commune:delete", args=[communes[1].pk]))
        park.outline.refresh_from_db()
        assert park.outline.rings != before
