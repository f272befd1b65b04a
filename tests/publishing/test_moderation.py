"""A contributor’s page goes to a moderator and back: each is told, whatever the mail server does."""

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from post_office.models import Email
from wagtail.models import Page
from wagtail.users.models import UserProfile

from portal.people.models import User
from projects.parks.models import ParkIndexPage
from tests.people.test_roles import Team, admin_page, sign_in
from tests.support.admin import form_values
from tests.support.publication import complete

QUEUE = "portal.mail.backend.QueueBackend"


class Absent(EmailBackend):
    def open(self):
        raise ConnectionRefusedError

    def send_messages(self, messages):
        raise ConnectionRefusedError


@pytest.fixture
def ours(tree):
    tree.add(ParkIndexPage)
    team = Team(tree, "Vexin", "Le {{ banc }} & <nous>")
    complete(team.draft)
    team.draft.get_workflow().start(team.draft, team.contributor)
    return team


def decide(team, action, comment="") -> str:
    """What the communicator answers; what the contributor is told of it."""
    state = team.draft.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=(team.draft.pk, action, state.pk))
    before = set(Email.objects.values_list("pk", flat=True))
    assert sign_in(team.communicator).post(url, {"comment": comment}).status_code in (200, 302)
    (email,) = Email.objects.exclude(pk__in=before)
    assert email.to == [team.contributor.email]
    return email


class TestAPageThatIsProposed:
    def test_is_told_to_those_who_may_approve_it_with_the_way_to_it(self, ours):
        (email,) = Email.objects.all()
        assert email.to == [ours.communicator.email]
        assert "Le {{ banc }} & <nous>" in email.message
        assert str(ours.contributor) in email.message
        assert f"http://localhost{admin_page('edit', ours.draft)}" in email.message
        assert "/moderate/" in email.message or "/preview/" in email.message
        assert "&lt;nous&gt;" in email.html_message

    def test_is_told_once_to_an_administrator(self, ours, network_editor):
        ours.draft.current_workflow_state.cancel()
        Email.objects.all().delete()
        ours.draft.get_workflow().start(ours.draft, ours.contributor)
        assert sorted(email.to[0] for email in Email.objects.all()) == sorted(
            [ours.communicator.email, network_editor.email]
        )

    def test_is_told_in_the_language_of_its_reader(self, ours):
        profile = UserProfile.get_for_user(ours.contributor)
        profile.preferred_language = "en"
        profile.save()
        assert decide(ours, "reject").headers["Content-Language"] == "en"

    def test_is_not_told_to_who_asked_not_to_be(self, ours):
        profile = UserProfile.get_for_user(ours.communicator)
        profile.submitted_notifications = False
        profile.save()
        ours.draft.current_workflow_state.cancel()
        Email.objects.all().delete()
        ours.draft.get_workflow().start(ours.draft, ours.contributor)
        assert not Email.objects.exists()


class TestAnAnswer:
    def test_that_sends_back_carries_its_comment(self, ours):
        email = decide(ours, "reject", "Où est <le banc> ?")
        assert email.subject.startswith("À reprendre")
        assert "Où est <le banc> ?" in email.message
        assert str(ours.communicator) in email.message
        assert admin_page("edit", ours.draft) in email.message
        assert "&lt;le banc&gt;" in email.html_message

    def test_that_approves_says_that_the_page_is_online(self, ours):
        email = decide(ours, "approve", "Merci")
        assert "en ligne" in email.message
        assert "Merci" in email.message
        assert Page.objects.get(pk=ours.draft.pk).full_url in email.message


class TestAMailServerThatIsAway:
    @pytest.fixture(autouse=True)
    def absent(self, settings):
        settings.EMAIL_BACKEND = QUEUE
        settings.MAIL_TRANSPORT = f"{__name__}.Absent"
        settings.MAIL_LEAVES = True

    def test_stops_no_moderator(self, ours):
        decide(ours, "approve")

    def test_stops_no_comment(self, ours, network_editor, admin):
        """Whoever follows the comments of a page is told in Wagtail’s words, by the queue."""
        Email.objects.all().delete()
        ours.draft.current_workflow_state.cancel()
        ours.draft.subscribers.create(user=ours.communicator, comment_notifications=True)
        values = form_values(admin.get(admin_page("edit", ours.draft)).content.decode())
        values |= {
            "comments-TOTAL_FORMS": "1",
            "comments-INITIAL_FORMS": "0",
            "comments-0-id": "",
            "comments-0-user": str(network_editor.pk),
            "comments-0-text": "Une photo serait bien",
            "comments-0-contentpath": "title",
            "comments-0-position": "",
            "comments-0-deleted": "",
            "comments-0-resolved": "",
            "comments-0-replies-TOTAL_FORMS": "0",
            "comments-0-replies-INITIAL_FORMS": "0",
        }
        response = admin.post(admin_page("edit", ours.draft), values)
        assert response.status_code == 302
        (email,) = Email.objects.all()
        assert email.to == [ours.communicator.email]
        assert "Une photo serait bien" in email.message
        assert admin_page("edit", ours.draft) in email.message


@pytest.mark.django_db
class TestWhatOthersSend:
    def test_is_queued_as_it_is(self, settings):
        settings.EMAIL_BACKEND = QUEUE
        message = EmailMultiAlternatives(
            "Une {{ accolade }}\x0b", "Texte {% if %}", to=["zoe@example.org"], reply_to=["a@example.org"]
        )
        message.attach_alternative("<p>Texte</p>", "text/html")
        assert message.send() == 1
        (email,) = Email.objects.all()
        assert (email.subject, email.message) == ("Une {{ accolade }}", "Texte {% if %}")
        assert email.html_message == "<p>Texte</p>"
        assert email.headers == {"Auto-Submitted": "auto-generated", "Reply-To": "a@example.org"}
        assert EmailMessage("Sans html", "x", to=["zoe@example.org"]).send() == 1
        assert User.objects.count() == 0
