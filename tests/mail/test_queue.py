"""Messages wait in the database and leave by the worker."""

import re
import smtplib
from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from post_office.models import STATUS, Email

from portal.mail import queue
from portal.mail.messages import Fact, File, Link, Message
from portal.mail.models import MessageFile
from tests.support.people import make_network_editor

ICS = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def sample(**changes) -> Message:
    return Message(
        **{
            "subject": "Votre place",
            "paragraphs": ("Bonjour Zoé,",),
            "language": "fr",
            "facts": (Fact("Où", "La <salle>"),),
            "links": (Link("Voir", "http://localhost/x/"),),
        }
        | changes
    )


@pytest.fixture
def server(settings):
    """A mail server that takes everything."""
    settings.MAIL_LEAVES = True


class Refusing(EmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({"zoe@example.org": (450, b"later")})


class Absent(EmailBackend):
    def open(self):
        raise ConnectionRefusedError


def test_a_message_runs_nothing_loads_nothing_and_has_the_colours_of_the_site():
    source = (django_settings.BASE_DIR / "templates" / "emails" / "message.html").read_text()
    assert not re.search(r"<script|<img|<link|url\(|\sstyle=|\son[a-z]+=|#[0-9a-f]{3}", source)


@pytest.mark.django_db
class TestAMessage:
    def test_leaves_once_with_its_text_its_html_and_its_files(self, server):
        file = File("date.ics", ICS, "text/calendar; method=PUBLISH")
        queue.post(sample(files=(file,), reply_to="parc@example.org"), "zoe@example.org")
        assert queue.send_what_waits() == 1
        assert queue.send_what_waits() == 0
        (message,) = mail.outbox
        assert message.to == ["zoe@example.org"]
        assert "Où\xa0: La <salle>" in message.body
        assert "La &lt;salle&gt;" in message.alternatives[0].content
        sent = message.message()
        assert sent["Reply-To"] == "parc@example.org"
        assert sent["Auto-Submitted"] == "auto-generated"
        calendar = next(part for part in sent.walk() if part.get_content_type() == "text/calendar")
        assert calendar.get_param("method") == "PUBLISH"
        assert calendar.get_filename() == "date.ics"

    def test_is_written_in_the_language_of_its_reader(self, db):
        email = queue.post(sample(language="en"), "zoe@example.org")
        assert "Où: La <salle>" in email.message
        assert 'lang="en"' in email.html_message

    def test_waits_for_the_transaction_that_it_announces(self):
        with pytest.raises(RuntimeError), transaction.atomic():
            queue.post(sample(), "zoe@example.org")
            raise RuntimeError
        assert not Email.objects.exists()

    @pytest.mark.parametrize("name", ["Zoé\r\nBcc: all@example.org", "Zoé\u2028Bcc: x", "Zoé\x0b\x00Bcc"])
    def test_has_a_subject_of_one_line_whatever_a_name_holds(self, server, name):
        queue.post(sample(subject=f"Pour {name}"), "zoe@example.org")
        assert queue.send_what_waits() == 1
        sent = mail.outbox[0].message()
        assert sent["Bcc"] is None
        assert "Bcc" in mail.outbox[0].subject

    @pytest.mark.parametrize("name", ["{{ message }}", "{% load x %}", "{# #}"])
    def test_does_not_read_braces_as_code(self, server, name):
        email = queue.post(sample(subject=name, paragraphs=(name,)), "zoe@example.org")
        assert email.subject == name
        assert name in email.message

    @pytest.mark.parametrize(
        "address", ["", "zoe", "a@b.fr\nBcc: c@d.fr", "Zoé <a@b.fr>", "a@b.fr, c@d.fr"]
    )
    def test_goes_to_one_true_address_or_nowhere(self, address):
        with pytest.raises(ValidationError):
            queue.post(sample(), address)
        assert not Email.objects.exists()


@pytest.mark.django_db
class TestWhenTheServerIsAway:
    def test_nothing_is_lost_nor_doubled(self, server, settings, caplog):
        queue.post(sample(), "zoe@example.org")
        working = settings.MAIL_TRANSPORT
        for backend in ("Absent", "Refusing"):
            settings.MAIL_TRANSPORT = f"{__name__}.{backend}"
            assert queue.send_what_waits() == 0
        settings.MAIL_TRANSPORT = working
        assert queue.send_what_waits() == 0, "it waits before it tries again"
        Email.objects.update(scheduled_time=timezone.now())
        assert queue.send_what_waits() == 1
        assert queue.send_what_waits() == 0
        assert len(mail.outbox) == 1
        assert "zoe" not in caplog.text

    def test_one_refused_message_holds_up_no_other(self, server, settings):
        class RefusingZoe(EmailBackend):
            def send_messages(self, messages):
                if messages[0].to == ["zoe@example.org"]:
                    raise smtplib.SMTPDataError(550, b"no")
                return super().send_messages(messages)

        globals()["RefusingZoe"] = RefusingZoe
        settings.MAIL_TRANSPORT = f"{__name__}.RefusingZoe"
        queue.post(sample(), "zoe@example.org")
        queue.post(sample(), "ali@example.org")
        assert queue.send_what_waits() == 1
        assert mail.outbox[0].to == ["ali@example.org"]

    def test_old_news_is_given_up(self, server):
        email = queue.post(sample(), "zoe@example.org")
        Email.objects.update(created=timezone.now() - timedelta(days=4))
        assert queue.send_what_waits() == 0
        email.refresh_from_db()
        assert email.status == STATUS.failed


@pytest.mark.django_db
class TestForgetting:
    def test_a_message_goes_with_its_files(self):
        email = queue.post(sample(files=(File("x.ics", ICS, "text/calendar"),)), "zoe@example.org")
        assert bytes(MessageFile.objects.get().content) == ICS
        queue.forget([email])
        assert not Email.objects.exists()
        assert not MessageFile.objects.exists()

    def test_no_file_outlives_a_transaction_that_failed(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path / "media"
        with pytest.raises(RuntimeError), transaction.atomic():
            queue.post(sample(files=(File("x.ics", ICS, "text/calendar"),)), "zoe@example.org")
            raise RuntimeError
        assert not MessageFile.objects.exists()
        assert not settings.MEDIA_ROOT.exists()

    def test_old_messages_go_by_themselves(self, settings):
        queue.post(sample(), "zoe@example.org")
        queue.post(sample(), "ali@example.org")
        late = timezone.now() - timedelta(days=settings.MAIL_KEPT_DAYS, hours=1)
        Email.objects.filter(to__contains="zoe").update(created=late)
        queue.forget_old()
        assert [str(email) for email in Email.objects.all()] == ["ali@example.org"]


class TestTheWorker:
    def test_sends_once_for_cron(self, db, server):
        queue.post(sample(), "zoe@example.org")
        call_command("work", "--once", stdout=StringIO())
        call_command("work", "--once", stdout=StringIO())
        assert len(mail.outbox) == 1


@pytest.mark.django_db
class TestInTheAdmin:
    def test_messages_are_read_and_never_changed(self, admin):
        email = queue.post(sample(), "zoe@example.org")
        listed = admin.get(reverse("messages:index")).content.decode()
        assert "zoe@example.org" in listed
        assert "Aucun serveur de courrier" in listed
        shown = admin.get(reverse("messages:inspect", args=(email.pk,))).content.decode()
        assert "Bonjour Zoé" in shown
        assert admin.get(reverse("messages:edit", args=(email.pk,))).status_code == 302
        assert admin.post(reverse("messages:delete", args=(email.pk,))).status_code == 302
        assert Email.objects.exists()

    def test_they_are_not_for_everybody_who_writes(self, client):
        writer = make_network_editor("redaction@example.org")
        writer.is_superuser = False
        writer.save()
        client.force_login(writer)
        assert client.get(reverse("messages:index")).status_code == 302
