"""What is proposed is a draft of its Park, which those who edit there find."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from wagtail.models import Revision, Workflow, WorkflowPage

from home import dashboard
from portal.people.models import User
from portal.territory import services as territory
from portal.territory.models import Commune
from projects.agenda.models import EventPage, Occurrence, WorkshopPage
from projects.proposals import services
from projects.proposals.models import Proposal
from tests.support.admin import form_values
from tests.support.proposals import (
    HOSTILE,
    decline,
    edit,
    emails_to,
    in_days,
    said,
    sign_in,
    somebody_of,
    soup,
)
from tests.support.publication import publish


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
        (email,) = emails_to("zoe@example.org")
        assert email.subject == "Proposition reçue\xa0: Coudre ensemble"
        assert "Bonjour Zoé Martin" in email.message
        assert "Salle des fêtes" in email.message
        draft = EventPage.objects.get().specific
        (asked,) = emails_to(communicator.email)
        assert edit(draft) in asked.message
        assert draft.current_workflow_state.workflow == draft.park.team.workflow
        assert mail.outbox == []

    def test_is_one_however_often_its_form_is_sent(self, visitor, agenda, values):
        address = f"{agenda.url}proposer/"
        stamp = soup(visitor.get(address)).find("input", {"name": "timestamp"})["value"]
        answers = [
            said(visitor.post(address, values | {"timestamp": stamp}, follow=True)) for _each in range(2)
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

    @pytest.fixture
    def communes(self, db):
        place = {"latitude": 49, "longitude": 2}
        for code, name in (("95610", "Théméricourt"), ("60000", "Saint-Cyr"), ("95001", "Saint-Cyr")):
            facts = {"insee_code": code, "name": name, "department_id": code[:2]}
            territory.keep(Commune(**facts, **place))

    def test_names_the_commune_where_it_is_one(self, send, communes):
        send(commune="themericourt")
        assert EventPage.objects.get().commune.insee_code == "95610"

    def test_keeps_an_unknown_commune_as_it_was_typed(self, send, communes):
        send(commune="Ailleurs")
        assert EventPage.objects.values_list("commune", "address").get() == (None, "Ailleurs")

    def test_asks_which_of_several_communes(self, send, communes):
        page = soup(send(commune="st cyr"))
        offered = page.find_all("input", {"name": "which_commune", "type": "radio"})
        assert "facultatif" not in offered[0].find_parent("fieldset").get_text()
        assert {each["value"] for each in offered} == {"95001-saint-cyr", "60000-saint-cyr", "autre"}
        assert not EventPage.objects.exists()
        send(commune="st cyr", which_commune="95001-saint-cyr")
        assert EventPage.objects.get().commune.insee_code == "95001"

    def test_takes_none_of_several_communes_as_it_was_typed(self, send, communes):
        send(commune="st cyr", which_commune="autre")
        assert EventPage.objects.values_list("commune", "address").get() == (None, "st cyr")

    def test_forgets_a_choice_made_for_another_name(self, send, communes):
        assert "choisissez" in said(send(commune="st cyr", which_commune="95610-themericourt"))
        send(commune="Théméricourt", which_commune="95001-saint-cyr")
        assert EventPage.objects.get().commune.insee_code == "95610"

    def test_takes_of_several_communes_that_of_the_parks_departement(self, send, communes, park_page):
        park_page.park.departments.add("95")
        send(commune="Saint-Cyr")
        assert EventPage.objects.get().commune.insee_code == "95001"

    def test_stays_text_whatever_is_written(self, send, team):
        send(**dict.fromkeys(("title", "summary", "place_name", "organiser", "name", "price"), HOSTILE))
        draft = EventPage.objects.get().specific
        assert draft.title == HOSTILE
        assert draft.body == draft.__class__().body
        page = team.get(edit(draft)).content.decode()
        shown = team.get(reverse("wagtailadmin_pages:view_draft", args=(draft.pk,))).content.decode()
        for html in (page, shown, emails_to("zoe@example.org")[0].html_message):
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
                for each in dashboard.waiting(User.objects.get(pk=communicator.pk), timezone.now())
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
