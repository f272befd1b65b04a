"""Messages about accounts: no request waits for them or tells whom it knows; they are kept nowhere."""

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from post_office.models import Email, Log

from portal.mail import accounts, queue
from portal.people.models import User

RESET = reverse("account_reset_password")
PASSWORD = "Zx9!pqrs-tuvw-2026"


class Failing(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionResetError(messages[0].body)


@pytest.fixture(autouse=True)
def server(settings):
    settings.MAIL_LEAVES = True


@pytest.fixture
def person(network_editor):
    return network_editor


@contextmanager
def no_transport(settings):
    """A request that asked for a connection to the server would fail."""
    kept = settings.MAIL_TRANSPORT
    settings.MAIL_TRANSPORT = "nowhere.Backend"
    yield
    settings.MAIL_TRANSPORT = kept


def key_in(text: str) -> str:
    return re.search(r"http://localhost(/admin/compte/password/reset/key/\S+/)", text)[1]


class TestAForgottenPassword:
    def ask(self, address, settings, **how):
        with no_transport(settings):
            answer = Client().post(RESET, {"email": address}, **how)
        assert answer.status_code == 302
        assert not mail.outbox
        return answer

    def test_is_set_anew_by_the_message_that_the_worker_builds(self, person, settings):
        self.ask(person.email, settings)
        assert queue.send_what_waits() == 1
        (message,) = mail.outbox
        assert message.to == [person.email]
        assert message.message()["Auto-Submitted"] == "auto-generated"
        client = Client()
        form = client.get(key_in(message.body), follow=True)
        client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
        person.refresh_from_db()
        assert person.check_password(PASSWORD)

    def test_asks_the_same_of_the_database_whoever_is_known(self, person, settings):
        told = []
        for address in ("inconnue@example.org", person.email):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                answer = self.ask(address, settings)
            words = [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in queries]
            told.append((answer["Location"], words))
        assert told[0] == told[1]
        assert "content_user" not in str(told)

    def test_of_nobody_sends_nothing_and_leaves_nothing(self, db, settings):
        self.ask("inconnue@example.org", settings)
        queue.send_what_waits()
        assert not mail.outbox
        assert not Email.objects.exists()

    def test_of_somebody_who_left_sends_nothing(self, person, settings):
        User.objects.update(is_active=False)
        self.ask(person.email, settings)
        queue.send_what_waits()
        assert not mail.outbox

    def test_is_told_in_the_language_of_who_asked(self, person, settings):
        for language in ("en", "fr"):
            with override(language):
                queue.post_built(accounts.RESET, person.email)
        queue.send_what_waits()
        assert len({message.subject for message in mail.outbox}) == 2

    def test_leaves_its_key_in_no_row_log_or_output(self, person, settings, caplog, capfd):
        settings.MAIL_TRANSPORT = f"{__name__}.Failing"
        Client().post(RESET, {"email": person.email})
        queue.send_what_waits()
        (email,) = Email.objects.all()
        kept = f"{vars(email)} {list(Log.objects.values())} {caplog.text} {''.join(capfd.readouterr())}"
        assert "reset/key/1" not in kept
        assert not re.search(r"\w+-\w{6}-[0-9a-f]{32}", kept)
        assert "ConnectionResetError" in caplog.text
        Email.objects.update(created=timezone.now() - queue.GIVEN_UP_AFTER - timedelta(hours=1))
        queue.send_what_waits()
        assert not Email.objects.exists()

    def test_without_a_server_is_said_in_one_line(self, person, settings, caplog, capfd):
        settings.MAIL_LEAVES = False
        for _time in range(2):
            self.ask(person.email, settings)
        for _turn in range(2):
            queue.send_what_waits()
        lines = [record.getMessage() for record in caplog.records]
        assert lines == 2 * [
            "A message about an account cannot be sent: no mail server is set (EMAIL_HOST)"
        ]
        assert "reset/key" not in "".join(capfd.readouterr())
        assert not Email.objects.exists()

    def test_is_listed_for_nobody(self, person, settings, admin):
        self.ask(person.email, settings)
        (email,) = Email.objects.all()
        assert reverse("messages:inspect", args=(email.pk,)) not in (
            admin.get(reverse("messages:index")).content.decode()
        )
        assert admin.get(reverse("messages:inspect", args=(email.pk,))).status_code == 404


class TestAnAddressToConfirm:
    def test_is_confirmed_by_the_message_that_the_worker_builds(self, person, settings):
        client = Client()
        client.force_login(person)
        client.post(reverse("account_reauthenticate"), {"password": "un mot de passe assez long"})
        with no_transport(settings):
            client.post(reverse("account_email"), {"action_add": "", "email": "autre@example.org"})
        (email,) = Email.objects.filter(to="autre@example.org")
        assert "confirm-email" not in str(vars(email))
        assert queue.send_what_waits() == 1
        (message,) = [each for each in mail.outbox if each.to == ["autre@example.org"]]
        path = re.search(r"http://localhost(/admin/compte/confirm-email/\S+/)", message.body)[1]
        client.post(path)
        assert EmailAddress.objects.get(email="autre@example.org").verified


class TestAnyOtherLetter:
    def test_of_allauth_waits_in_the_queue_where_nobody_reads_it(self, person, settings, admin):
        from allauth.account.adapter import get_adapter
        from allauth.core.context import request_context
        from django.test import RequestFactory

        request = RequestFactory().get("/")
        with no_transport(settings), request_context(request):
            get_adapter(request).send_mail("account/email/login_code", person.email, {"code": "ABC-123"})
        assert "ABC-123" not in admin.get(reverse("messages:index")).content.decode()
        assert queue.send_what_waits() == 1
        assert "ABC-123" in mail.outbox[0].body
        assert not Email.objects.exists()
