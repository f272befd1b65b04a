"""An association proposes an event: the form, the draft, the answer, and what is forgotten."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as configured
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from post_office.models import Email
from wagtail.models import PageViewRestriction, Revision, Workflow, WorkflowPage

from home import desk
from portal.content import roles
from portal.content.models import Commune, Department, User
from portal.operations import guard
from projects.agenda.models import (
    AgendaPage,
    EventPage,
    Occurrence,
    Proposal,
    ProposalState,
    Registration,
    WorkshopPage,
)
from projects.agenda.proposals import services
from projects.agenda.proposals.forms import ProposalForm
from projects.parks.models import ParkPage
from tests.support.admin import form_values
from tests.support.publication import publish
from tests.support.translation import translate

LONG = "é" * 10_000
HOSTILE = "<script>alert(1)</script> & « co » {{ 7 }} 🐌"


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def letters_to(address: str) -> list[Email]:
    return list(Email.objects.filter(to=[address]).order_by("pk"))


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Forms come back as soon as they are shown, as if their reader had taken the time."""
    monkeypatch.setattr(guard, "SHORTEST", timedelta(0))


@pytest.fixture
def agenda(tree):
    return tree.add(AgendaPage)


@pytest.fixture
def park_page(tree):
    return open_park_of(tree.add(ParkPage, title="Parc du Vexin"))


@pytest.fixture
def other_page(tree, park_page):
    return open_park_of(tree.add(ParkPage, title="Parc des Ballons"))


def open_park_of(page):
    roles.open_park(page.park)
    return page


def somebody_of(page, role="communicators", email="equipe@example.org") -> User:
    person = User.objects.create_user(email, "un mot de passe assez long", first_name="Dominique")
    person.groups.add(getattr(page.park.team, role))
    return person


def sign_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def communicator(park_page):
    return somebody_of(park_page)


@pytest.fixture
def team(communicator):
    return sign_in(communicator)


@pytest.fixture
def values(park_page):
    """What somebody fills in."""
    return {
        "park": park_page.park.slug,
        "kind": "atelier",
        "title": "Coudre ensemble",
        "summary": "On répare ses habits, avec ou sans machine.",
        "place_name": "Salle des fêtes",
        "commune": "Théméricourt",
        "day": in_days(20),
        "start": "14:00",
        "end": "16:30",
        "price": "Gratuit",
        "wheelchair": "yes",
        "pushchair": "",
        "contact_phone": "01 99 00 00 00",
        "contact_email": "",
        "organiser": "Les Petites Mains",
        "name": "Zoé Martin",
        "email": "zoe@example.org",
    }


@pytest.fixture
def send(visitor, agenda, values):
    """Fills in the form and sends it; answers what its sender then reads."""

    def do(client=visitor, page=agenda, **changes):
        address = f"{page.url}proposer/"
        shown = BeautifulSoup(client.get(address).content, "html.parser")
        stamp = shown.find("input", {"name": "stamp"})["value"]
        return client.post(address, {"stamp": stamp} | values | changes, follow=True)

    return do


@pytest.fixture
def proposal(send) -> Proposal:
    send()
    return Proposal.objects.get()


@pytest.fixture
def draft(proposal):
    return proposal.page.specific


def soup(answer):
    return BeautifulSoup(answer.content, "html.parser")


def said(answer) -> str:
    return re.sub(r"\s+", " ", soup(answer).find("main").get_text(" ", strip=True))


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def decline(page):
    return reverse("proposal_desk:decline", args=(page.pk,))


def moderate(client, page, action, comment=""):
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, action, state.pk))
    return client.post(url, {"comment": comment})


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
        stamp = soup(visitor.get(address)).find("input", {"name": "stamp"})["value"]
        visitor.post(address, values | {"stamp": stamp})
        proposal = Proposal.objects.get()
        assert proposal.language == "en"
        assert proposal.page.locale.language_code == "fr"
        assert letters_to("zoe@example.org")[0].headers["Content-Language"] == "en"


class TestAProposal:
    def test_becomes_a_draft_of_its_park_and_nothing_of_it_is_online(self, proposal, draft, park_page):
        assert type(draft) is WorkshopPage
        assert draft.get_parent().specific == park_page
        assert (draft.live, draft.has_unpublished_changes, draft.is_demonstration) == (False, True, False)
        assert (draft.park, draft.organiser, draft.price) == (
            park_page.park,
            "Les Petites Mains",
            "Gratuit",
        )
        assert (draft.wheelchair, draft.pushchair) == ("yes", "")
        assert draft.slug == "coudre-ensemble"
        date = Occurrence.objects.get(event=draft)
        assert date.hours == "de 14\xa0h à 16\xa0h\xa030"
        assert date.day.isoformat() == in_days(20)
        assert Client().get(f"{park_page.url}coudre-ensemble/").status_code == 404

    def test_is_acknowledged_and_its_park_is_asked(self, send, communicator):
        assert "Votre proposition est partie" in said(send())
        (letter,) = letters_to("zoe@example.org")
        assert letter.subject == "Proposition reçue\xa0: Coudre ensemble"
        assert "Bonjour Zoé Martin" in letter.message
        assert "Salle des fêtes" in letter.message
        draft = EventPage.objects.get().specific
        (asked,) = letters_to(communicator.email)
        assert edit(draft) in asked.message
        assert draft.current_workflow_state.workflow == draft.park.team.workflow
        assert mail.outbox == []

    def test_is_one_however_often_its_form_is_sent(self, visitor, agenda, values):
        address = f"{agenda.url}proposer/"
        stamp = soup(visitor.get(address)).find("input", {"name": "stamp"})["value"]
        answers = [
            said(visitor.post(address, values | {"stamp": stamp}, follow=True)) for _each in range(2)
        ]
        assert answers[0] == answers[1]
        assert (Proposal.objects.count(), EventPage.objects.count(), Email.objects.count()) == (1, 1, 1)

    def test_has_an_address_of_its_own_whatever_its_title(self, send, park_page):
        for title in ("Coudre", "Coudre", "🐌🐌", "🐌", "Coudre " * 30):
            send(title=title)
        slugs = set(EventPage.objects.values_list("slug", flat=True))
        assert {"coudre", "coudre-1", "atelier", "atelier-1"} < slugs
        assert max(map(len, slugs)) <= services.LONGEST_SLUG

    def test_is_in_moderation_nowhere_where_its_park_has_none(self, send, park_page, team):
        WorkflowPage.objects.all().delete()
        send()
        draft = EventPage.objects.get().specific
        assert draft.current_workflow_state is None
        assert "Coudre ensemble" in team.get(reverse("wagtailadmin_home")).content.decode()

    def test_waits_without_an_inactive_workflow(self, send, park_page):
        Workflow.objects.update(active=False)
        assert "Votre proposition est partie" in said(send())

    def test_names_the_commune_where_it_is_one(self, send):
        oise, val = (Department.objects.get(code=code) for code in ("60", "95"))
        place = {"latitude": 49, "longitude": 2}
        Commune.objects.create(name="Théméricourt", insee_code="95610", department=val, **place)
        for number, department in enumerate((oise, val)):
            code = f"{department.code}00{number}"
            Commune.objects.create(name="Saint-Cyr", insee_code=code, department=department, **place)
        park = send(commune="themericourt") and EventPage.objects.get().park
        assert EventPage.objects.get().commune.insee_code == "95610"
        for typed in ("Saint-Cyr", "Ailleurs"):
            send(commune=typed)
            page = EventPage.objects.order_by("pk").last()
            assert (page.commune, page.address) == (None, typed)
        park.departments.add(val)
        send(commune="Saint-Cyr")
        assert EventPage.objects.order_by("pk").last().commune.department == val

    def test_stays_text_whatever_is_written(self, send, team):
        send(**dict.fromkeys(("title", "summary", "place_name", "organiser", "name", "price"), HOSTILE))
        draft = EventPage.objects.get().specific
        assert draft.title == HOSTILE
        assert draft.body == draft.__class__().body
        page = team.get(edit(draft)).content.decode()
        shown = team.get(reverse("wagtailadmin_pages:view_draft", args=(draft.pk,))).content.decode()
        for html in (page, shown, letters_to("zoe@example.org")[0].html_message):
            assert "<script>alert(1)" not in html
            assert "alert(1)" in html

    def test_tells_nobody_who_proposed_but_in_its_own_record(self, draft, agenda):
        for content in Revision.objects.values_list("content", flat=True):
            assert "zoe@" not in str(content)
            assert "Zoé" not in str(content)
        publish(draft)
        visitor = Client()
        for address in (draft.url, agenda.url, f"{agenda.url}agenda.ics", f"/api/v2/pages/{draft.pk}/"):
            assert "Zoé" not in visitor.get(address).content.decode()

    def test_puts_nobody_into_an_address(self, send):
        for address, _status in send().redirect_chain:
            assert "zoe" not in address.lower()


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

    def test_is_an_hour_that_the_clocks_skip(self):
        """On the night when 2 h becomes 3 h, half past two is after three."""
        form = ProposalForm.__new__(ProposalForm)
        day = timezone.datetime(2027, 3, 28).date()
        form.cleaned_data = {"day": day, "start": timezone.datetime(2027, 3, 28, 2, 30).time()}
        form.cleaned_data["end"] = timezone.datetime(2027, 3, 28, 3, 0).time()
        assert form._moment("start") > form._moment("end")

    def test_is_no_header_of_a_letter(self, send):
        send(name="Zoé\r\nBcc: ali@example.org", title="Coudre\r\nBcc: ali@example.org")
        (letter,) = letters_to("zoe@example.org")
        assert "\n" not in letter.subject
        assert letter.to == ["zoe@example.org"]

    def test_is_a_form_that_nobody_read(self, send, monkeypatch):
        monkeypatch.setattr(guard, "SHORTEST", timedelta(seconds=5))
        assert "C’était très rapide" in said(send())
        assert not Proposal.objects.exists()

    @pytest.mark.parametrize("changes", [{"website": "http://x"}, {"stamp": "x"}, {"stamp": "\x00"}])
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
        monkeypatch.setattr(services.letters, "received", lambda proposal: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            send()
        assert not (EventPage.objects.exists() or Occurrence.objects.exists() or Email.objects.exists())


class TestItsEditor:
    def test_reads_who_proposed_it(self, team, draft):
        page = team.get(edit(draft)).content.decode()
        assert "Zoé Martin" in page
        assert "mailto:zoe@example.org" in page
        assert decline(draft) in page

    def test_finds_it_on_the_first_screen_until_it_is_answered(self, communicator, team, draft):
        def waiting():
            return {
                each.label: [(choice.label, choice.note) for choice in each.choices]
                for each in desk.waiting(User.objects.get(pk=communicator.pk), timezone.now())
            }

        (choice,) = waiting()["rendez-vous proposé"]
        assert choice[0] == "Coudre ensemble"
        assert choice[1].startswith("par Les Petites Mains, le ")
        publish(draft)
        assert "rendez-vous proposé" not in waiting()

    def test_finds_it_in_moderation(self, team, draft):
        report = team.get(reverse("wagtailadmin_home")).content.decode()
        assert edit(draft) in report

    def test_of_another_park_knows_nothing_of_it(self, draft, other_page):
        stranger = sign_in(somebody_of(other_page, email="voisin@example.org"))
        for address in (edit(draft), decline(draft)):
            for answer in (stranger.get(address), stranger.post(address, {"comment": "x"})):
                assert answer.status_code in (302, 403)
                assert "Zoé" not in answer.content.decode()
        assert "Coudre" not in stranger.get(reverse("wagtailadmin_home")).content.decode()
        assert EventPage.objects.filter(pk=draft.pk).exists()

    def test_who_only_contributes_does_not_answer(self, draft, park_page):
        contributor = sign_in(somebody_of(park_page, "contributors", "contribution@example.org"))
        assert contributor.post(decline(draft), {"comment": ""}).status_code in (302, 403)
        assert EventPage.objects.filter(pk=draft.pk).exists()

    def test_sees_nothing_of_the_kind_at_other_events(self, team, tree, park_page):
        event = tree.add(WorkshopPage, parent=park_page)
        assert "Proposé par une association" not in team.get(edit(event)).content.decode()
        assert team.get(decline(event)).status_code == 404

    def test_saves_it_and_its_proposer_is_kept(self, team, draft, proposal):
        form = form_values(team.get(edit(draft)).content.decode())
        team.post(edit(draft), form | {"title": "Coudre et tricoter"})
        assert Proposal.objects.get() == proposal
        draft.refresh_from_db()
        assert draft.get_latest_revision().as_object().title == "Coudre et tricoter"


class TestTheAnswer:
    def answers(self):
        return [letter.subject for letter in letters_to("zoe@example.org")[1:]]

    def test_tells_the_address_once_it_is_online(self, team, draft, proposal):
        moderate(team, draft, "approve")
        draft.refresh_from_db()
        assert draft.live
        assert self.answers() == ["Votre rendez-vous est en ligne\xa0: Coudre ensemble"]
        assert draft.full_url in letters_to("zoe@example.org")[1].message
        publish(draft)
        proposal.refresh_from_db()
        assert (proposal.state, len(self.answers())) == (ProposalState.PUBLISHED, 1)

    def test_tells_why_not_in_the_moderators_words(self, team, draft, proposal):
        moderate(team, draft, "reject", comment=f"Trop tôt. {HOSTILE}")
        (_first, letter) = letters_to("zoe@example.org")
        assert letter.subject == "Votre proposition n’est pas retenue\xa0: Coudre ensemble"
        assert f"Trop tôt. {HOSTILE}" in letter.message
        assert "<script>" not in letter.html_message
        proposal.refresh_from_db()
        assert proposal.decided_at is not None

    def test_may_become_a_yes(self, team, draft):
        moderate(team, draft, "reject", comment="Où ?")
        publish(draft)
        assert [subject.split("\xa0")[0] for subject in self.answers()] == [
            "Votre proposition n’est pas retenue",
            "Votre rendez-vous est en ligne",
        ]

    def test_says_nothing_after_a_yes(self, team, draft):
        publish(draft)
        services.follow_refusal(draft, "x")
        assert len(self.answers()) == 1

    def test_is_a_no_by_one_button_and_the_draft_is_gone(self, team, draft):
        assert "Zoé Martin" in team.get(decline(draft)).content.decode()
        answer = team.post(decline(draft), {"comment": "Merci, mais\nnous avons déjà un atelier."})
        assert answer.status_code == 302
        assert not (
            EventPage.objects.exists() or Proposal.objects.exists() or Occurrence.objects.exists()
        )
        (_first, letter) = letters_to("zoe@example.org")
        assert "nous avons déjà un atelier" in letter.message

    def test_is_given_once_when_the_draft_goes_after_a_no(self, team, draft):
        moderate(team, draft, "reject", comment="Non")
        assert "déjà reçu votre réponse" in said(team.get(decline(draft)))
        team.post(decline(draft), {"comment": ""})
        assert not EventPage.objects.exists()
        assert len(self.answers()) == 1

    def test_is_a_no_when_the_draft_is_deleted_however(self, draft):
        Occurrence.objects.all().delete()
        draft.delete()
        assert len(self.answers()) == 1
        assert not Proposal.objects.exists()

    def test_is_not_a_deletion_of_what_people_know(self, team, draft):
        date = Occurrence.objects.get()
        Registration.objects.create(
            occurrence=date, name="Ali", phone="0612345678", language="fr", state="confirmed", position=1
        )
        assert team.post(decline(draft), {"comment": ""}).status_code in (302, 403)
        Registration.objects.all().delete()
        publish(draft)
        assert team.post(decline(draft), {"comment": ""}).status_code in (302, 403)
        assert EventPage.objects.exists()

    def test_bears_long_and_odd_words(self, team, draft):
        assert team.post(decline(draft), {"comment": LONG}).status_code == 200
        assert team.post(decline(draft), {"comment": "a\x00b🐌"}).status_code == 302
        assert "a b🐌" in letters_to("zoe@example.org")[1].message

    def test_needs_no_mail_server(self, send, communicator, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "nobody.invalid"
        assert "Votre proposition est partie" in said(send())


class TestForgetting:
    def later(self, proposal, days, **changes):
        now = timezone.now()
        moved = {"created_at": now - timedelta(days=days)}
        if proposal.decided_at:
            moved["decided_at"] = now - timedelta(days=days)
        Proposal.objects.filter(pk=proposal.pk).update(**moved)
        call_command("purge_personal_data", verbosity=0)

    def test_comes_some_days_after_the_answer_and_leaves_the_event(self, draft, proposal):
        publish(draft)
        proposal.refresh_from_db()
        self.later(proposal, configured.PROPOSALS_KEPT_DAYS - 1)
        assert Proposal.objects.exists()
        self.later(proposal, configured.PROPOSALS_KEPT_DAYS + 1)
        assert not Proposal.objects.exists()
        assert EventPage.objects.get().live

    def test_comes_without_an_answer_too_with_the_draft_that_nobody_touched(self, draft, proposal):
        self.later(proposal, configured.PROPOSALS_WAIT_DAYS - 1)
        assert Proposal.objects.exists()
        self.later(proposal, configured.PROPOSALS_WAIT_DAYS + 1)
        assert not (
            Proposal.objects.exists() or EventPage.objects.exists() or Occurrence.objects.exists()
        )
        assert len(letters_to("zoe@example.org")) == 1

    def test_leaves_a_draft_that_somebody_works_on(self, draft, proposal, communicator):
        draft.save_revision(user=communicator)
        self.later(proposal, configured.PROPOSALS_WAIT_DAYS + 1)
        assert not Proposal.objects.exists()
        assert EventPage.objects.exists()
        assert len(letters_to("zoe@example.org")) == 1


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
        sent = {"park": page.park.slug, "kind": "atelier", "day": in_days(3), "stamp": guard.new_stamp()}
        assert client.post(address, sent | changes).status_code in (200, 302, 429)
