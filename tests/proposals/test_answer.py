"""A proposal is answered, then forgotten."""

from datetime import timedelta

from django.conf import settings as configured
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from projects.agenda.models import EventPage, Occurrence
from projects.parks.models import ParkContact, ParkPage
from projects.proposals import services
from projects.proposals.models import Proposal, ProposalState
from projects.registrations.models import Registration
from tests.support.proposals import (
    HOSTILE,
    LONG,
    decline,
    emails_to,
    moderate,
    said,
)
from tests.support.publication import publish


class TestTheAnswer:
    def answers(self):
        return [email.subject for email in emails_to("zoe@example.org")[1:]]

    def test_tells_the_address_once_it_is_online(self, commune, team, draft, proposal):
        moderate(team, draft, "approve")
        draft.refresh_from_db()
        assert draft.live
        assert self.answers() == ["Votre rendez-vous est en ligne\xa0: Coudre ensemble"]
        assert draft.full_url in emails_to("zoe@example.org")[1].message
        publish(draft)
        proposal.refresh_from_db()
        assert (proposal.state, len(self.answers())) == (ProposalState.PUBLISHED, 1)

    def test_may_be_a_question_in_the_moderators_words(self, team, draft, proposal):
        moderate(team, draft, "reject", comment=f"Dans quelle salle ? {HOSTILE}")
        (_first, email) = emails_to("zoe@example.org")
        assert email.subject == "Une question sur votre proposition\xa0: Coudre ensemble"
        assert f"Dans quelle salle ? {HOSTILE}" in email.message
        assert "<script>" not in email.html_message
        proposal.refresh_from_db()
        assert proposal.is_waiting
        assert Proposal.objects.events_waiting(EventPage.objects.all()).get().pk == draft.pk

    def test_may_be_a_question_to_answer_by_mail(self, team, draft):
        park = ParkPage.objects.get(park=draft.park)
        ParkContact.objects.create(page=park, locale=park.locale, name="x", email="parc@example.org")
        moderate(team, draft, "reject", comment="Où ?")
        email = emails_to("zoe@example.org")[1]
        assert email.headers["Reply-To"] == "parc@example.org"
        assert "Répondez simplement à cet e-mail." in email.message

    def test_tells_no_address_of_a_page_that_not_everybody_reads(self, team, draft):
        park = ParkPage.objects.get(park=draft.park)
        ParkContact.objects.create(page=park, locale=park.locale, name="x", email="parc@example.org")
        PageViewRestriction.objects.create(page=park, restriction_type=PageViewRestriction.LOGIN)
        moderate(team, draft, "reject", comment="Où ?")
        assert "parc@example.org" not in str(emails_to("zoe@example.org")[1].headers)

    def test_is_no_question_without_words(self, team, draft):
        moderate(team, draft, "reject", comment=" ")
        assert self.answers() == []

    def test_may_become_a_yes(self, team, draft):
        moderate(team, draft, "reject", comment="Où ?")
        publish(draft)
        assert [subject.split("\xa0")[0] for subject in self.answers()] == [
            "Une question sur votre proposition",
            "Votre rendez-vous est en ligne",
        ]

    def test_says_nothing_after_a_yes(self, team, draft):
        publish(draft)
        services.follow_request(draft, "x")
        assert len(self.answers()) == 1

    def test_is_a_no_by_one_button_and_the_draft_is_gone(self, team, draft):
        assert "Zoé Martin" in team.get(decline(draft)).content.decode()
        answer = team.post(decline(draft), {"comment": "Merci, mais\nnous avons déjà un atelier."})
        assert answer.status_code == 302
        assert not (
            EventPage.objects.exists() or Proposal.objects.exists() or Occurrence.objects.exists()
        )
        (_first, email) = emails_to("zoe@example.org")
        assert "nous avons déjà un atelier" in email.message

    def test_is_a_no_after_a_question_too(self, team, draft):
        moderate(team, draft, "reject", comment="Où ?")
        team.post(decline(draft), {"comment": ""})
        assert not EventPage.objects.exists()
        assert self.answers()[1] == "Votre proposition n’est pas retenue\xa0: Coudre ensemble"

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
        assert "a b🐌" in emails_to("zoe@example.org")[1].message

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
        assert len(emails_to("zoe@example.org")) == 1

    def test_leaves_a_draft_that_somebody_works_on(self, draft, proposal, communicator):
        draft.save_revision(user=communicator)
        self.later(proposal, configured.PROPOSALS_WAIT_DAYS + 1)
        assert not Proposal.objects.exists()
        assert EventPage.objects.exists()
        assert len(emails_to("zoe@example.org")) == 1
