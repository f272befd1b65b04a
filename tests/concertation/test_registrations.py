"""Facilitators run the registrations of their Park: they find them, and only them."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from projects.agenda.models import WorkshopPage
from tests.support.people import sign_in
from tests.support.registrations import join


@pytest.fixture
def date(house, tree):
    event = tree.add(WorkshopPage, parent=house.project, takes_registrations=True, title="Un café")
    date = tree.date(event, capacity=10)
    join(date, "Jeanne")
    return date


def ways(html: str) -> set[str]:
    return {link["href"] for link in BeautifulSoup(html, "html.parser").select("main a[href]")}


class TestAFacilitator:
    def test_comes_from_the_menu_to_the_people_of_a_date(self, house, date):
        client = sign_in(house.facilitator)
        listed = reverse("registration_desk:dates")
        assert listed in client.get("/admin/").content.decode()
        people = reverse("registration_desk:index", args=(date.pk,))
        html = client.get(listed).content.decode()
        assert people in ways(html)
        assert "1 sur 10" in html
        assert "Jeanne" in client.get(people).content.decode()

    def test_is_offered_no_way_that_would_be_refused(self, house, date, tree):
        past = tree.date(date.event.specific, days=-3)
        client = sign_in(house.facilitator)
        for each in (date, past):
            html = client.get(reverse("registration_desk:index", args=(each.pk,))).content.decode()
            for way in ways(html):
                if way.startswith("/admin/"):
                    assert client.get(way).status_code == 200, way

    def test_sees_nothing_of_another_park(self, house, neighbour, date):
        client = sign_in(neighbour.facilitator)
        html = client.get(reverse("registration_desk:dates")).content.decode()
        assert "Un café" not in html
        people = client.get(reverse("registration_desk:index", args=(date.pk,)))
        assert people.status_code == 302


class TestSomebodyElse:
    def test_has_no_other_menu_than_before(self, house, date):
        for person in (house.communicator, house.contributor):
            html = sign_in(person).get("/admin/").content.decode()
            assert f'"{reverse("registration_desk:dates")}"' not in html

    def test_without_the_right_finds_an_empty_list(self, house, date):
        html = sign_in(house.contributor).get(reverse("registration_desk:dates")).content.decode()
        assert "Un café" not in html
