"""Days and hours in the admin: as people here write them, whatever its language."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from projects.agenda.models import Occurrence, WorkshopPage
from tests.support.admin import form_values

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize("language", ["fr", "en"])
class TestAMoment:
    @pytest.mark.parametrize(
        "typed",
        ["09/02/2027 13:00", "09/02/27 13:00", "09/02/2027 13h00", "09/02/2027 13 h", "2027-02-09 13:00"],
    )
    def test_is_read_day_first(self, language, typed):
        with translation.override(language):
            moment = forms.DateTimeField().clean(typed)
        assert moment == datetime(2027, 2, 9, 13, tzinfo=PARIS)

    @pytest.mark.parametrize("typed", ["02/13/2027 13:00", "9 février", "09/02/2027 25:00", "demain"])
    def test_that_is_none_is_refused(self, language, typed):
        with translation.override(language), pytest.raises(ValidationError):
            forms.DateTimeField().clean(typed)


def test_what_cannot_be_read_stays_in_the_field(admin, tree):
    workshop = tree.add(WorkshopPage)
    page = BeautifulSoup(admin.get(reverse("dates:add", args=(workshop.pk,))).content, "html.parser")
    script = page.find(id="id_starts_at").find_next("script").text
    assert '"validateOnBlur": false' in script
    assert '"format": "d/m/Y H:i"' in script
    answer = admin.post(
        reverse("dates:add", args=(workshop.pk,)),
        {"starts_at": "demain soir", "ends_at": "09/02/2027 13:00", "status": "scheduled"},
    )
    field = BeautifulSoup(answer.content, "html.parser").find(id="id_starts_at")
    assert field["value"] == "demain soir"


class TestAnHourOfTheNightWhenClocksChange:
    @pytest.fixture
    def screens(self, admin, tree):
        """Every field of the admin that takes an hour, by a name: how to send it, and what it answers."""
        workshop = tree.add(WorkshopPage)
        draft = tree.add(WorkshopPage, live=False)

        def date(typed):
            values = {"starts_at": typed, "ends_at": "02/11/2031 18:00", "status": "scheduled"}
            return admin.post(reverse("dates:add", args=(workshop.pk,)), values)

        def editor(name):
            address = reverse("wagtailadmin_pages:edit", args=(draft.pk,))

            def send(typed):
                values = form_values(admin.get(address).content)
                return admin.post(address, values | {"first_date_end": "02/11/2031 18:00", name: typed})

            return send

        named = ("first_date_start", "go_live_at", "expire_at")
        return {"starts_at": date} | {name: editor(name) for name in named}

    @pytest.mark.parametrize("name", ["starts_at", "first_date_start", "go_live_at", "expire_at"])
    def test_is_refused_in_words_or_asked(self, screens, name):
        jumped = screens[name]("30/03/2031 02:30").content.decode()
        assert "Cette heure n’existe pas" in jumped
        assert "30/03/2031 02:30" in jumped
        asked = screens[name]("26/10/2031 02:30").content.decode()
        assert "Cette heure vient deux fois" in asked
        assert "Europe/Paris" not in BeautifulSoup(asked, "html.parser").get_text()

    @pytest.mark.parametrize(("which", "hour"), [("été", 0), ("hiver", 1)])
    def test_is_the_one_that_was_said_and_stays_so(self, admin, screens, which, hour):
        screens["starts_at"](f"26/10/2031 02:30 (heure d’{which})")
        date = Occurrence.objects.get()
        assert (date.starts_at.hour, date.starts_at.minute) == (hour, 30)
        address = reverse("dates:edit", args=(date.event_id, date.pk))
        values = form_values(admin.get(address).content, "w-editor-form")
        assert values["starts_at"] == f"26/10/2031 02:30 (heure d’{which})"
        admin.post(address, values | {"capacity": "3"})
        date.refresh_from_db()
        assert (date.capacity, date.starts_at.hour, date.sequence) == (3, hour, 0)

    @pytest.mark.parametrize(
        "typed", ["01/01/0001 00:00", "31/12/9999 23:59", "26/10/2031 02:30 (heure d’", "été"]
    )
    def test_is_never_more_than_can_be_read(self, screens, typed):
        assert screens["starts_at"](typed).status_code == 200
        assert not Occurrence.objects.exists()
