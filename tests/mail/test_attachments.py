"""What other programs write leaves as they made it, with all that they attached."""

from email.mime.application import MIMEApplication
from email.mime.image import MIMEImage
from email.mime.text import MIMEText

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives

from portal.mail import queue

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
ZOE = ["zoe@example.org"]


def picture() -> MIMEImage:
    part = MIMEImage(PNG, _subtype="png")
    part.add_header("Content-ID", "<logo>")
    part.add_header("Content-Disposition", "inline", filename="logo.png")
    return part


def pdf() -> MIMEApplication:
    part = MIMEApplication(PNG, _subtype="pdf")
    part.add_header("Content-Disposition", "attachment", filename="été.pdf")
    return part


ATTACHED = {
    "text": ("note.txt", "Élan vital", "text/plain"),
    "text whose type is not said": ("note.txt", "Élan", None),
    "bytes": ("carte.png", PNG, "image/png"),
    "bytes whose type is not said": ("carte.png", PNG, None),
    "bytes of no known kind": ("carte.zzz", PNG, None),
    "a table": ("table.csv", "a;b\nc;é\n", "text/csv"),
    "a calendar": ("date.ics", "BEGIN:VCALENDAR", "text/calendar; method=PUBLISH"),
    "a message": ("lettre.eml", EmailMessage("Sujet", "Corps", to=ZOE), "message/rfc822"),
    "a part": picture(),
    "an application": pdf(),
    "a text of its own": MIMEText("Élan", "plain", "utf-8"),
    "without a name": (None, b"x", "application/pdf"),
}


def parts(message: EmailMessage) -> list[tuple]:
    """What a reader’s program is given, part by part."""
    return [
        (part.get_content_type(), part.get_filename(), part["Content-ID"], part.get_payload(decode=True))
        for part in message.message().walk()
        if not part.is_multipart()
    ]


def message_with(attached) -> EmailMessage:
    message = EmailMultiAlternatives("Objet", "Texte", to=ZOE)
    message.attach_alternative("<p>Texte</p>", "text/html")
    if isinstance(attached, tuple):
        message.attach(*attached)
    else:
        message.attach(attached)
    return message


def as_sent(message: EmailMessage) -> EmailMessage:
    mail.outbox.clear()
    queue.keep(message)
    assert queue.send_what_waits() == 1
    return mail.outbox[0]


@pytest.fixture(autouse=True)
def server(db, settings):
    settings.MAIL_LEAVES = True


@pytest.mark.parametrize("attached", ATTACHED.values(), ids=ATTACHED)
def test_what_is_attached_arrives(attached):
    made = message_with(attached)
    (_text, _html, *expected) = parts(made)
    (_text, _html, *arrived) = parts(as_sent(made))
    assert [(kind, content) for kind, _name, _id, content in arrived] == [
        (kind, content) for kind, _name, _id, content in expected
    ]
    if expected and expected[0][1]:
        assert arrived[0][1:3] == expected[0][1:3]


def test_all_of_several_arrive():
    made = message_with(ATTACHED["bytes"])
    made.attach(*ATTACHED["text"])
    made.attach(picture())
    assert len(parts(as_sent(made))) == 5


def test_another_form_of_the_text_arrives_too():
    made = EmailMultiAlternatives("Objet", "Texte", to=ZOE)
    made.attach_alternative("BEGIN:VCALENDAR", "text/calendar")
    assert ("text/calendar", b"BEGIN:VCALENDAR") in [(part[0], part[3]) for part in parts(as_sent(made))]


def test_a_text_in_html_alone_stays_html():
    made = EmailMessage("Objet", "<p>Texte</p>", to=ZOE)
    made.content_subtype = "html"
    assert [part[0] for part in parts(as_sent(made))] == ["text/html"]


def test_a_name_with_a_comma_is_one_person():
    named = '"Dupont, Jean" <jean@example.org>'
    sent = as_sent(EmailMessage("Objet", "Texte", to=[named, *ZOE], cc=[named], bcc=[named]))
    assert sent.recipients() == ["jean@example.org", *ZOE, "jean@example.org", "jean@example.org"]
