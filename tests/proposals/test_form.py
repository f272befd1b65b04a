"""The form by which an association proposes an event, and what it refuses."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from post_office.models import Email
from wagtail.models import PageViewRestriction

from portal.forms import spam_protection
from projects.agenda.models import AgendaPage, EventPage, Occurrence
from projects.parks.models import ParkPage
from projects.proposals import services
from projects.proposals.models import Proposal
from tests.support.proposals import (
    LONG,
    change_of_clocks,
    emails_to,
    in_days,
    open_park_of,
    said,
    soup,
)
from tests.support.translation import translate


class TestTheForm:
    def test_is_a_link_away_from_the_agenda_and_reading_sets_no_cookie(self, visitor, agenda, park_page):
        link = soup(visitor.get(agenda.url)).find("a", href=re.compile("proposer/"))
        assert link.text == "Proposer un rendez-vous"
        assert not visitor.cookies
        shown = visitor.get(link["href"])
        assert shown.status_code == 200
        assert set(visitor.cookies) == {"csrftoken"}
        assert "no-store" in shown["Cache-Control"]
        assert "noindex" in shown["X-Robots-Tag"]

    def test_says_what_becomes_of_a_name_and_who_reads_it(self, visitor, agenda, park_page, settings):
        settings.PROPOSALS_KEPT_DAYS, settings.PROPOSALS_WAIT_DAYS = 12, 34
        text = said(visitor.get(f"{agenda.url}proposer/"))
        assert "effacés 12 jours après la réponse, et sans réponse 34 jours" in text
        assert "Seule l’équipe la voit" in text
        assert "Le numéro que tout le monde verra" in text

    def test_offers_open_parks_that_everybody_can_read_about(self, tree, visitor, agenda, park_page):
        tree.add(ParkPage, title="Sans équipe")
        hidden = open_park_of(tree.add(ParkPage, title="Caché"))
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")
        open_park_of(tree.add(ParkPage, title="Brouillon", live=False))
        options = soup(visitor.get(f"{agenda.url}proposer/")).select("select[name=park] option")
        assert [option["value"] for option in options] == [park_page.park.slug]

    def test_offers_no_meeting_of_a_committee(self, visitor, agenda, park_page):
        kinds = soup(visitor.get(f"{agenda.url}proposer/")).select("input[name=kind]")
        assert {kind["value"] for kind in kinds} == {"atelier", "brainstorming", "promenade"}

    def test_says_that_no_park_is_open(self, visitor, agenda):
        shown = visitor.get(f"{agenda.url}proposer/")
        assert "Aucun Parc ne reçoit de propositions" in said(shown)
        assert visitor.post(f"{agenda.url}proposer/", {"park": "x"}).status_code == 200

    def test_asks_the_database_for_as_much_however_many_parks(self, tree, visitor, agenda, park_page):
        def queries():
            with CaptureQueriesContext(connection) as counted:
                visitor.get(f"{agenda.url}proposer/")
            return len(counted)

        few = queries()
        for _each in range(10):
            open_park_of(tree.add(ParkPage))
        assert queries() <= few <= 15

    def test_bears_other_methods(self, visitor, agenda):
        assert visitor.put(f"{agenda.url}proposer/").status_code in (403, 405)

    def test_speaks_english_and_writes_so(self, tree, agenda, park_page, visitor, values):
        english = translate(agenda)
        address = f"{english.url}proposer/"
        stamp = soup(visitor.get(address)).find("input", {"name": "timestamp"})["value"]
        visitor.post(address, values | {"timestamp": stamp})
        proposal = Proposal.objects.get()
        assert proposal.language == "en"
        assert proposal.page.locale.language_code == "fr"
        assert emails_to("zoe@example.org")[0].headers["Content-Language"] == "en"


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"park": "ailleurs"}, "park"),
            ({"park": "-1"}, "park"),
            ({"park": "\x00"}, "park"),
            ({"kind": "reunion"}, "kind"),
            ({"kind": "\x00"}, "kind"),
            ({"title": " \x00\r\n\u2028"}, "title"),
            ({"title": LONG}, "title"),
            ({"summary": LONG}, "summary"),
            ({"place_name": LONG}, "place_name"),
            ({"commune": LONG}, "commune"),
            ({"price": LONG}, "price"),
            ({"organiser": LONG}, "organiser"),
            ({"name": LONG}, "name"),
            ({"day": "0000-01-01"}, "day"),
            ({"day": "0001-01-01"}, "day"),
            ({"day": "9999-12-31"}, "day"),
            ({"day": "demain"}, "day"),
            ({"day": "\x00"}, "day"),
            ({"day": LONG}, "day"),
            ({"start": "25:00"}, "start"),
            ({"start": "\x00"}, "start"),
            ({"end": "14:00"}, "end"),
            ({"end": "13:59"}, "end"),
            ({"wheelchair": "maybe"}, "wheelchair"),
            ({"contact_phone": ""}, "contact_phone"),
            ({"contact_phone": "zéro six"}, "contact_phone"),
            ({"contact_phone": "\x00"}, "contact_phone"),
            ({"contact_email": "a" * 250 + "@example.org"}, "contact_email"),
            ({"email": ""}, "email"),
            ({"email": "zoe@"}, "email"),
            ({"email": "zoe@example.org\r\nBcc: ali@example.org"}, "email"),
            ({"email": "a" * 250 + "@example.org"}, "email"),
            ({"email": "\x00@example.org"}, "email"),
        ],
    )
    def test_is_said_beside_its_field_and_nothing_is_lost(self, send, wrong, field):
        answer = send(**wrong)
        page = soup(answer)
        assert answer.status_code == 200
        assert page.select_one(f"#id_{field}_error")
        assert page.select_one(f'.error-summary a[href="#id_{field}"]')
        assert page.find(id=f"id_{field}")
        kept = {"title": "Coudre ensemble", "email": "zoe@example.org"}
        for name, value in kept.items():
            if name not in wrong:
                assert page.find("input", {"name": name})["value"] == value
        assert not Proposal.objects.exists()
        assert not EventPage.objects.exists()

    @pytest.mark.parametrize(("days", "starts"), [(-1, "14:00"), (731, "14:00"), (0, "00:00")])
    def test_is_a_day_that_is_past_or_far(self, send, days, starts):
        answer = send(day=in_days(days), start=starts, end="23:59")
        assert soup(answer).select_one(".error-summary")
        assert not Proposal.objects.exists()

    @pytest.mark.parametrize(
        ("start", "end", "field"), [("02:30", "04:00", "start"), ("01:00", "02:30", "end")]
    )
    def test_is_an_hour_that_the_clocks_skip(self, send, start, end, field):
        answer = send(day=change_of_clocks(3), start=start, end=end)
        assert "Cette heure n’existe pas" in soup(answer).select_one(f"#id_{field}_error").text
        assert not Proposal.objects.exists()

    def test_is_an_hour_that_comes_twice_until_one_is_chosen(self, send):
        night = {"day": change_of_clocks(10), "start": "02:30", "end": "04:00"}
        asked = soup(send(**night))
        assert asked.select_one("#id_which_error")
        assert [each["value"] for each in asked.select("input[name=which]")] == ["first", "second"]
        send(**night, which="second")
        date = Occurrence.objects.get()
        assert (date.starts_at.hour, date.ends_at.hour) == (1, 3)

    def test_asks_nothing_about_any_other_hour(self, send):
        shown = soup(send(title=""))
        assert shown.find("input", {"name": "which"})["type"] == "hidden"

    def test_is_no_header_of_an_email(self, send):
        send(name="Zoé\r\nBcc: ali@example.org", title="Coudre\r\nBcc: ali@example.org")
        (email,) = emails_to("zoe@example.org")
        assert "\n" not in email.subject
        assert email.to == ["zoe@example.org"]

    def test_is_a_form_that_nobody_read(self, send, monkeypatch):
        monkeypatch.setattr(spam_protection, "SHORTEST", timedelta(seconds=5))
        assert "Le formulaire est parti très vite" in said(send())
        assert not Proposal.objects.exists()

    @pytest.mark.parametrize(
        "changes", [{"website": "http://x"}, {"timestamp": "x"}, {"timestamp": "\x00"}]
    )
    def test_is_a_form_that_a_program_filled_in(self, send, changes):
        answer = send(**changes)
        assert soup(answer).select_one(".error-summary")
        assert not Proposal.objects.exists()

    def test_is_too_many_forms_from_one_address(self, send, settings):
        settings.PROPOSALS_PER_HOUR = 1
        send()
        answer = send(title="Tricoter ensemble")
        assert answer.status_code == 429
        assert soup(answer).find("input", {"name": "title"})["value"] == "Tricoter ensemble"
        assert Proposal.objects.count() == 1

    def test_is_a_park_that_closed_meanwhile(self, send, park_page, monkeypatch):
        monkeypatch.setattr(services, "branches", lambda: ParkPage.objects.none())
        assert "Ce Parc ne reçoit pas de propositions" in said(send())

    def test_leaves_no_half_of_it(self, send, monkeypatch):
        monkeypatch.setattr(services.messages, "received", lambda proposal: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            send()
        assert not (EventPage.objects.exists() or Occurrence.objects.exists() or Email.objects.exists())


class TestAnyWords(TestCase):
    """Whatever is typed, the answer is a page."""

    @hypothesis_settings(max_examples=25, deadline=None)
    @given(
        st.dictionaries(
            st.sampled_from(
                ["title", "summary", "commune", "day", "start", "end", "price", "email", "kind"]
            ),
            st.text(max_size=40),
        )
    )
    def test_are_answered(self, changes):
        from tests.support.tree import Tree

        tree = Tree()
        agenda = AgendaPage.objects.first() or tree.add(AgendaPage)
        page = ParkPage.objects.first() or open_park_of(tree.add(ParkPage))
        client = Client()
        address = f"{agenda.url}proposer/"
        sent = {
            "park": page.park.slug,
            "kind": "atelier",
            "day": in_days(3),
            "timestamp": spam_protection.new_timestamp(),
        }
        assert client.post(address, sent | changes).status_code in (200, 302, 429)
