"""Days and hours in the admin: as people here write them, whatever its language."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from projects.agenda.models import WorkshopPage

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
