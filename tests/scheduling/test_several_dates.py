"""Several dates at once: a series added, some called off, the next one made of the last ones."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from portal.territory import time_zones
from projects.agenda import services
from projects.agenda.models import Occurrence, WorkshopPage
from projects.registrations import services as registrations
from projects.registrations.models import Notice, NoticeKind, Registration
from projects.registrations.services import Application
from tests.support.admin import form_values
from tests.support.translation import translate

TUESDAYS = {
    "first": "2031-03-25",
    "starts": "18:00",
    "ends": "20:00",
    "rhythm": "week",
    "number": "3",
    "capacity": "12",
}


@pytest.fixture
def workshop(tree):
    return tree.add(WorkshopPage, default_capacity=8, takes_registrations=True)


def address(view, page):
    return reverse(f"dates:{view}", args=(page.pk,))


def at(day, hour=18, minute=0):
    clock = datetime(day.year, day.month, day.day, hour, minute)
    return time_zones.on_the_wall(clock, time_zones.of_site())


def dates() -> list[str]:
    return [str(date) for date in Occurrence.objects.in_order()]


def errors_of(answer) -> dict:
    return dict(answer.context["form"].errors)


def words_of(page) -> str:
    """Its text; every space is a plain one."""
    return " ".join(page.get_text(" ").split())


class Step:
    """What a browser would send of the second step: its hidden fields and the boxes that are ticked."""

    def __init__(self, answer):
        self.page = BeautifulSoup(answer.content, "html.parser").find("main")
        boxes = self.page.select("input[name=day]")
        self.ticked = [box["value"] for box in boxes if box.has_attr("checked")]
        self.unticked = [box["value"] for box in boxes if not box.has_attr("checked")]
        self.text = words_of(self.page)

    def values(self, **more):
        found: dict = {}
        for field in self.page.select("input[type=hidden]"):
            found.setdefault(field["name"], []).append(field.get("value", ""))
        return found | {"day": self.ticked} | more


@pytest.fixture
def ask(admin, workshop):
    def post(**values):
        return admin.post(address("series", workshop), TUESDAYS | values)

    return post


@pytest.fixture
def create(admin, workshop):
    def post(values):
        return admin.post(address("series", workshop), values | {"create": "1"})

    return post


class TestASeries:
    def test_is_one_click_from_the_dates_of_the_event(self, admin, workshop):
        for page in (workshop, translate(workshop)):
            html = admin.get(address("index", page)).content.decode()
            assert address("series", workshop) in html

    def test_is_shown_in_words_before_anything_is_created(self, ask):
        step = Step(ask())
        assert "mardi 25 mars 2031, de 18 h à 20 h" in step.text
        assert step.ticked == ["2031-03-25", "2031-04-01", "2031-04-08"]
        assert not Occurrence.objects.exists()

    def test_is_created_at_the_same_hour_of_the_wall_across_a_change_of_clocks(self, ask, create):
        create(Step(ask()).values())
        assert dates() == [
            "mardi 25 mars 2031, 18\xa0h",
            "mardi 1er avril 2031, 18\xa0h",
            "mardi 8 avril 2031, 18\xa0h",
        ]
        found = Occurrence.objects.in_order()
        assert [date.starts_at.astimezone(UTC).hour for date in found] == [17, 16, 16]
        assert {date.capacity for date in found} == {12}

    def test_leaves_out_what_is_unticked(self, ask, create):
        create(Step(ask()).values(day=["2031-04-01"]))
        assert dates() == ["mardi 1er avril 2031, 18\xa0h"]

    def test_sent_twice_adds_nothing_twice(self, ask, create):
        values = Step(ask()).values()
        for _each in range(2):
            answer = create(values)
            assert answer.status_code == 302
        assert Occurrence.objects.count() == 3
        said = [str(message) for message in get_messages(answer.wsgi_request)]
        assert any("3 existaient déjà" in text for text in said)

    def test_flags_what_is_there_already_what_is_past_and_what_is_left_out(self, ask, workshop, create):
        services.schedule(workshop, at(datetime(2031, 3, 25)), at(datetime(2031, 3, 25), 20))
        step = Step(ask(left_out="1/4/2031", number="2"))
        assert step.unticked == ["2031-03-25", "2031-04-01"]
        assert step.ticked == ["2031-04-08"]
        for reason in ("déjà une date à cette heure", "laissé ce jour de côté"):
            assert reason in step.text
        past = Step(ask(first="2020-03-25"))
        assert past.ticked == []
        assert "Cette date est passée" in past.text
        create(step.values())
        assert Occurrence.objects.count() == 2

    def test_knows_public_holidays_by_name(self, ask):
        step = Step(ask(first="2031-11-04", without_holidays="on"))
        assert step.unticked == ["2031-11-11"]
        assert "Jour férié : 11 novembre" in step.text
        assert len(step.ticked) == 3

    def test_cannot_be_at_an_hour_that_does_not_exist(self, ask, create):
        step = Step(ask(first="2031-03-30", starts="02:15", ends="02:45", number="2"))
        assert step.ticked == ["2031-04-06"]
        assert "les horloges avancent" in step.text
        create(step.values(day=["2031-03-30", "2031-04-06"]))
        assert dates() == ["dimanche 6 avril 2031, 2\xa0h\xa015"]

    def test_at_an_hour_that_comes_twice_asks_which_one(self, ask, create):
        step = Step(ask(first="2031-10-26", starts="02:15", ends="02:45", number="1"))
        assert step.unticked == ["2031-10-26", "2031-10-26-2"]
        assert "Cette heure vient deux fois cette nuit-là ; ici, la seconde fois." in step.text
        create(step.values(day=["2031-10-26-2"]))
        assert Occurrence.objects.get().starts_at == datetime(2031, 10, 26, 1, 15, tzinfo=UTC)

    def test_at_an_hour_that_comes_twice_is_known_again(self, ask, create):
        night = {"first": "2031-10-26", "starts": "02:15", "ends": "02:45", "number": "1"}
        create(Step(ask(**night)).values(day=["2031-10-26"]))
        assert "déjà une date à cette heure" in Step(ask(**night)).text
        create(Step(ask(**night)).values(day=["2031-10-26"]))
        assert Occurrence.objects.count() == 1

    def test_goes_back_to_its_rhythm_with_all_that_was_typed(self, ask, admin, workshop):
        typed = {
            "left_out": "1/4/2031\r\n8/4/2031",
            "weekdays": ["1", "3"],
            "rhythm": "weeks",
            "weeks": "3",
        }
        values = Step(ask(**typed)).values(change="1")
        answer = admin.post(address("series", workshop), values)
        page = BeautifulSoup(answer.content, "html.parser")
        assert page.find("textarea").text.split() == ["1/4/2031", "8/4/2031"]
        ticked = [box["value"] for box in page.select("[name=weekdays][checked], [name=rhythm][checked]")]
        assert sorted(ticked) == ["1", "3", "weeks"]
        assert page.find("input", {"name": "weeks"})["value"] == "3"

    def test_of_no_date_is_asked_again(self, ask, create):
        answer = create(Step(ask()).values(day=[]))
        assert "Cochez au moins une date" in answer.content.decode()

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"first": "n’importe quoi"}, "first"),
            ({"first": "2199-01-01"}, "first"),
            ({"first": "0001-01-01"}, "first"),
            ({"starts": "25:99"}, "starts"),
            ({"ends": "18:00"}, "ends"),
            ({"ends": "08:00"}, "ends"),
            ({"rhythm": "yearly"}, "rhythm"),
            ({"rhythm": "weeks"}, "weeks"),
            ({"rhythm": "weeks", "weeks": "9" * 400}, "weeks"),
            ({"weekdays": ["9"]}, "weekdays"),
            ({"number": ""}, "until"),
            ({"until": "2031-03-01"}, "until"),
            ({"number": "", "until": "9999-12-31"}, "until"),
            ({"number": "101"}, "number"),
            ({"number": "99", "rhythm": "monthly_by_day"}, "number"),
            ({"left_out": "Noël 🎄"}, "left_out"),
            ({"left_out": "\x00"}, "left_out"),
            ({"left_out": "x" * 10_000}, "left_out"),
            ({"number": "", "until": "2031-03-25", "left_out": "25/3/2031"}, "until"),
            ({"capacity": "-1"}, "capacity"),
            ({"capacity": "9" * 30}, "capacity"),
        ],
    )
    def test_says_beside_its_field_what_is_wrong_and_creates_nothing(self, ask, create, wrong, field):
        for answer in (ask(**wrong), create(TUESDAYS | wrong)):
            assert answer.status_code == 200
            assert list(errors_of(answer)) == [field]
        assert not Occurrence.objects.exists()

    def test_starts_from_what_the_last_ones_were(self, admin, workshop):
        monday = datetime(2031, 5, 5)
        services.schedule(workshop, at(monday, 9, 30), at(monday, 11))
        page = BeautifulSoup(admin.get(address("series", workshop)).content, "html.parser")
        values = {field["name"]: field.get("value") for field in page.select("main input[name]")}
        assert values["first"] == "2031-05-12"
        assert (values["starts"], values["ends"], values["capacity"]) == ("09:30", "11:00", "8")

    def test_is_added_whole_or_not_at_all(self, workshop):
        good = (at(datetime(2031, 5, 5)), at(datetime(2031, 5, 5), 20))
        with pytest.raises(ValidationError):
            services.schedule_series(workshop, [good, (datetime(1900, 1, 1, tzinfo=UTC), good[1])])
        assert not Occurrence.objects.exists()


def register(date, name, **how):
    how = how or {"email": f"{name}@example.org"}
    asked = Application(name=name, people=1, language="fr", **how)
    registrations.register(date, asked, timezone.now())


def make_over(date):
    hours_ago = [timezone.now() - timedelta(hours=hours) for hours in (9, 7)]
    Occurrence.objects.filter(pk=date.pk).update(starts_at=hours_ago[0], ends_at=hours_ago[1])


class TestSeveralDatesCalledOff:
    @pytest.fixture
    def three(self, tree, workshop):
        found = [tree.date(workshop, days=days) for days in (7, 14, 21)]
        register(found[0], "zoe")
        register(found[0], "tel", phone="06 12 34 56 78")
        register(found[1], "zoe")
        register(found[2], "ali")
        return found

    def ticked(self, chosen, **more):
        return {"date": [date.pk for date in chosen], "status": "cancelled"} | more

    def test_are_ticked_on_the_list(self, admin, workshop, three):
        page = BeautifulSoup(admin.get(address("index", workshop)).content, "html.parser")
        form = page.find("form", action=address("call_off", workshop))
        assert [box["value"] for box in form.select("input[name=date]")] == [str(d.pk) for d in three]
        assert {button["value"] for button in form.select("button[name=status]")} == {
            "cancelled",
            "postponed",
        }

    def test_are_named_with_who_will_be_told_before_anything_happens(self, admin, workshop, three):
        page = admin.get(address("call_off", workshop), self.ticked(three[:2]))
        text = words_of(BeautifulSoup(page.content, "html.parser").find("main"))
        assert "2 inscriptions" in text
        assert "1 e-mail part aussitôt" in text
        assert "1 personne sans adresse est à appeler" in text
        assert not Occurrence.objects.filter(status="cancelled").exists()

    @pytest.mark.parametrize(
        ("status", "kind"), [("cancelled", NoticeKind.CALLED_OFF), ("postponed", NoticeKind.POSTPONED)]
    )
    def test_are_told_once_to_everybody_registered_and_to_nobody_else(
        self, admin, workshop, three, status, kind
    ):
        values = self.ticked(three[:2], status=status, reason="Neige.")
        for _each in range(2):
            admin.post(address("call_off", workshop), values)
        states = Occurrence.objects.in_order().values_list("status", "reason")
        assert list(states) == [(status, "Neige."), (status, "Neige."), ("scheduled", "")]
        told = Notice.objects.filter(kind=kind)
        assert sorted((notice.registration.name, notice.to_call) for notice in told) == [
            ("tel", True),
            ("zoe", False),
            ("zoe", False),
        ]
        written = Email.objects.filter(to=["zoe@example.org"], message__contains="Neige.")
        assert written.count() == 1

    def test_need_a_reason(self, admin, workshop, three):
        answer = admin.post(address("call_off", workshop), self.ticked(three, reason="  "))
        assert list(errors_of(answer)) == ["reason"]
        assert not Occurrence.objects.exclude(status="scheduled").exists()

    def test_that_are_over_are_told_to_nobody(self, admin, workshop, three):
        make_over(three[0])
        page = admin.get(address("call_off", workshop), self.ticked(three[:1])).content.decode()
        assert "personne n’est prévenu" in page
        admin.post(address("call_off", workshop), self.ticked(three[:1], reason="Neige."))
        assert not Notice.objects.filter(kind=NoticeKind.CALLED_OFF).exists()

    @pytest.mark.parametrize("wanted", [[], ["²"], ["9" * 40], ["other"]])
    def test_are_dates_of_this_event_or_none(self, admin, tree, workshop, three, wanted):
        other = tree.date(tree.add(WorkshopPage))
        wanted = [str(other.pk) if each == "other" else each for each in wanted]
        values = {"date": wanted, "status": "cancelled", "reason": "Neige."}
        url = address("call_off", workshop)
        for answer in (admin.get(url, values), admin.post(url, values)):
            assert answer.status_code == 302
        assert not Occurrence.objects.exclude(status="scheduled").exists()

    def test_cost_the_same_to_show_however_many_there_are(self, admin, tree, workshop, three):
        url = address("call_off", workshop)
        counts = []
        for number in (1, 20):
            chosen = three[:1] + [
                tree.date(workshop, days=30 + number + each) for each in range(number - 1)
            ]
            with CaptureQueriesContext(connection) as queries:
                admin.get(url, self.ticked(chosen))
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestOneDateCancelledByItsOwnForm:
    def test_tells_everybody_registered(self, admin, tree, workshop):
        date = tree.date(workshop)
        register(date, "zoe")
        url = reverse("dates:edit", args=(workshop.pk, date.pk))
        values = form_values(admin.get(url).content.decode(), form_id="w-editor-form")
        admin.post(url, values | {"status": "cancelled", "reason": "Neige."})
        person = Registration.objects.get()
        assert [notice.kind for notice in person.notices.order_by("pk")] == ["confirmed", "called_off"]


class TestTheNextDate:
    def test_is_filled_in_as_the_last_ones_were(self, admin, workshop):
        for day in (5, 19):
            start = datetime(2031, 5, day)
            services.schedule(workshop, at(start, 9, 30), at(start, 11), capacity=5)
        assert address("next", workshop) in admin.get(address("index", workshop)).content.decode()
        page = BeautifulSoup(admin.get(address("next", workshop)).content, "html.parser")
        form = page.find("form", id="w-editor-form")
        values = {field["name"]: field.get("value") for field in form.select("input[name]")}
        assert values["starts_at"] == "02/06/2031 09:30"
        assert values["ends_at"] == "02/06/2031 11:00"
        assert values["capacity"] == "5"
        assert form["action"] == address("add", workshop)

    def test_after_none_is_an_empty_form(self, admin, workshop):
        page = admin.get(address("next", workshop)).content.decode()
        assert 'value="8"' in page
        assert address("next", workshop) not in admin.get(address("index", workshop)).content.decode()

    def test_is_one_click_from_the_desk_of_a_date_that_is_over(self, admin, tree, workshop):
        date = tree.date(workshop)
        desk = reverse("registration_desk:index", args=(date.pk,))
        assert address("next", workshop) not in admin.get(desk).content.decode()
        make_over(date)
        assert address("next", workshop) in admin.get(desk).content.decode()
