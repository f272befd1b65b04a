"""The email queue: database rows, written in the transaction of what they announce.

Messages are stored as post_office’s `Email`, without its templates, which would evaluate braces in
people’s names. Emails that only their recipient may read are built when they are sent (`post_built`):
until then the row only names the builder, and it is deleted once sent.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from email.message import Message as MimeMessage
from email.mime.base import MIMEBase
from email.utils import make_msgid, parseaddr
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import get_language, override
from post_office.models import PRIORITY, STATUS, Attachment, Email, Log

from portal.mail.messages import File, Message, one_line, rendered
from portal.operations import faults, logs

logger = logging.getLogger(__name__)

#: Sent with the primary keys (`keys`) of emails given up, in the transaction that marks them as failed.
given_up = Signal()
WAITING = (STATUS.queued, STATUS.requeued)
#: Headers of every email, to prevent out-of-office replies (RFC 3834).
AUTOMATIC = {"Auto-Submitted": "auto-generated"}
#: An email that could not be sent for this long is out of date.
GIVEN_UP_AFTER = timedelta(days=3)
RETRIED_AFTER = timedelta(minutes=5)
#: Batch size: the worker’s lock is renewed between two batches.
AT_A_TIME = 50
#: Time limit of a batch, so that a slow server does not delay the worker’s other tasks.
TURN_SECONDS = 60


@transaction.atomic
def post(message: Message, to: str) -> Email:
    """Queues a message to one address, in the caller’s transaction.

    Raises ValidationError if `to` is not an email address, before anything is written.
    """
    validate_email(to)
    text, html = rendered(message)
    email = _enqueue(
        _headers(message),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        subject=message.header,
        message=text,
        html_message=html,
    )
    email.attachments.add(*map(_attachment, message.files))
    return email


@transaction.atomic
def keep(message: EmailMessage) -> Email:
    """Queues a message built by another library."""
    alternatives = getattr(message, "alternatives", ())
    html = next((each[0] for each in alternatives if each[1] == "text/html"), "")
    text = message.body
    if message.content_subtype == "html" and not html:
        text, html = "", text
    replies = {"Reply-To": ", ".join(message.reply_to)} if message.reply_to else {}
    email = _enqueue(
        {**message.extra_headers, **replies},
        from_email=message.from_email or settings.DEFAULT_FROM_EMAIL,
        to=[_stored(each) for each in message.to],
        cc=[_stored(each) for each in message.cc],
        bcc=[_stored(each) for each in message.bcc],
        subject=one_line(str(message.subject)),
        message=text,
        html_message=html,
    )
    others = [(None, content, kind) for content, kind in alternatives if kind != "text/html"]
    email.attachments.add(*(attached(each) for each in [*others, *message.attachments]))
    return email


def _stored(address: str) -> str:
    """Drops the display name if it contains a comma, as the column is comma-separated."""
    return parseaddr(address)[1] if "," in address else address


#: Builders by name, of the rows that hold only this name and a few values.
_builders: dict[str, Callable[[Email], list[EmailMessage]]] = {}


def register_builder(name: str, build: Callable[[Email], list[EmailMessage]]) -> None:
    _builders[name] = build


def post_built(name: str, to: str, **facts: object) -> Email:
    """Queues a message to be built when it is sent, in the language active now."""
    context = {"built_by": name, "language": get_language() or settings.LANGUAGE_CODE, **facts}
    return _enqueue({}, from_email=settings.DEFAULT_FROM_EMAIL, to=[to], context=context)


def readable() -> QuerySet[Email]:
    """Returns the messages shown in the admin: all but those built when sent."""
    return Email.objects.filter(context__isnull=True)


@transaction.atomic
def forget(emails) -> None:
    """Deletes messages with their files."""
    emails = list(emails)
    Email.objects.filter(pk__in=[email.pk for email in emails]).delete()
    files = list(Attachment.objects.filter(emails=None))
    Attachment.objects.filter(pk__in=[each.pk for each in files]).delete()
    for each in files:
        each.file.storage.delete(each.file.name)


def forget_old() -> int:
    """Deletes messages older than MAIL_KEPT_DAYS, sent or not; returns how many."""
    before = timezone.now() - timedelta(days=settings.MAIL_KEPT_DAYS)
    old = Email.objects.filter(created__lt=before).only("pk")
    return faults.each(logger, "forgetting", list(old), _forget_one)


def _forget_one(email: Email) -> int:
    forget([email])
    return 1


def send_what_waits() -> int:
    """Sends queued messages, recording each as sent before the next one; returns how many were sent.

    Messages refused by the server stay queued for a retry. Without a mail server nothing is sent.
    """
    _give_up_on_old()
    if not settings.MAIL_LEAVES:
        _drop_what_nobody_reads()
        return 0
    batch = list(_due().prefetch_related("attachments")[:AT_A_TIME])
    if not batch:
        return 0
    connection = get_connection(settings.MAIL_TRANSPORT, fail_silently=False)
    try:
        return faults.each(
            logger, "sending", _while_it_listens(batch, connection), partial(_send, connection)
        )
    finally:
        _hang_up(connection)


def _while_it_listens(batch: list[Email], connection: BaseEmailBackend) -> Iterator[Email]:
    """Yields the messages of a batch, opening the connection before each one if needed."""
    began = time.monotonic()
    for email in batch:
        try:
            connection.open()
        except OSError as error:
            # The server is down: no message failed, and all stay queued.
            logger.warning("The mail server cannot be reached: %s", faults.described(error))
            return
        yield email
        if time.monotonic() - began > TURN_SECONDS:
            return


def _hang_up(connection: BaseEmailBackend) -> None:
    with suppress(OSError):
        connection.close()


def _due():
    now = timezone.now()
    waiting = Email.objects.filter(status__in=WAITING)
    return (waiting.filter(scheduled_time=None) | waiting.filter(scheduled_time__lte=now)).order_by("pk")


def _send(connection: BaseEmailBackend, email: Email) -> bool:
    if not Email.objects.filter(pk=email.pk, status__in=WAITING).exists():
        # Deleted meanwhile with its recipient’s data.
        return False
    try:
        connection.send_messages(_messages(email))
    except Exception as error:
        # Its text may name people: it is stored with the message and deleted with it.
        logger.warning("Message %d could not be sent: %s", email.pk, faults.described(error))
        Log.objects.create(
            email=email,
            status=STATUS.failed,
            exception_type=type(error).__name__,
            message=logs.cut(str(error))[:500],
        )
        _mark(email, STATUS.requeued, scheduled_time=timezone.now() + RETRIED_AFTER)
        # The next message needs a new connection if the server closed this one.
        _hang_up(connection)
        return False
    if email.context is None:
        _mark(email, STATUS.sent)
    else:
        email.delete()
    return True


def _messages(email: Email) -> list[EmailMessage]:
    if email.context is None:
        return [email.prepare_email_message()]
    with override(email.context["language"]):
        messages = _builders[email.context["built_by"]](email)
    for message in messages:
        message.extra_headers |= AUTOMATIC
    return messages


def _drop_what_nobody_reads() -> None:
    """Deletes account emails if no server is set: unlike others, they cannot be read in the admin."""
    for email in Email.objects.filter(context__isnull=False):
        logger.error("A message about an account cannot be sent: no mail server is set (EMAIL_HOST)")
        email.delete()


def _give_up_on_old() -> None:
    late = Email.objects.filter(status__in=WAITING, created__lt=timezone.now() - GIVEN_UP_AFTER)
    keys = list(late.order_by("pk").values_list("pk", flat=True))
    if not keys:
        return
    with transaction.atomic():
        Email.objects.filter(pk__in=keys, context__isnull=False).delete()
        Email.objects.filter(pk__in=keys).update(status=STATUS.failed, last_updated=timezone.now())
        given_up.send(Email, keys=keys)
    told = ", ".join(map(str, keys[:AT_A_TIME])) + ("…" if len(keys) > AT_A_TIME else "")
    logger.error("%d messages given up after %d days: %s", len(keys), GIVEN_UP_AFTER.days, told)


def _mark(email: Email, status: int, **changes: object) -> None:
    Email.objects.filter(pk=email.pk).update(status=status, last_updated=timezone.now(), **changes)


def _enqueue(headers: dict[str, str], **message: object) -> Email:
    """Creates the row; every message is marked as automatic, whatever its source."""
    return Email.objects.create(
        **message,
        status=STATUS.queued,
        priority=PRIORITY.medium,
        message_id=make_msgid(domain=_host()),
        headers=AUTOMATIC | headers,
    )


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _headers(message: Message) -> dict[str, str]:
    """Returns the headers: one-click unsubscribe (RFC 8058), stable list identifier (RFC 2919)…"""
    headers = {"Content-Language": message.language}
    if message.reply_to:
        headers["Reply-To"] = message.reply_to
    if message.unsubscribe:
        headers["List-Unsubscribe"] = f"<{message.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if message.list_name:
        headers["List-Id"] = f"<{message.list_name}.{_host()}>"
    return headers


def _attachment(file: File) -> Attachment:
    attachment = Attachment(name=file.name, mimetype=file.media_type)
    attachment.file.save(file.name, ContentFile(file.content))
    return attachment


def attached(each: MIMEBase | tuple) -> Attachment:
    """Stores an attachment of another library: a MIME part, or (name, content, media type)."""
    if isinstance(each, MIMEBase):
        return _part(each)
    name, content, media_type = each
    if isinstance(content, EmailMessage):
        content = content.message()
    if isinstance(content, MimeMessage):
        content, media_type = content.as_bytes(), media_type or "message/rfc822"
    if isinstance(content, str):
        media_type = media_type or "text/plain"
        content = content.encode()
    return _attachment(File(name or "", content, media_type or "application/octet-stream"))


def _part(part: MIMEBase) -> Attachment:
    """Stores a MIME part encoded as it is, with its headers: an inline picture keeps its Content-ID."""
    if part.is_multipart():
        return _attachment(File(part.get_filename() or "", part.as_bytes(), "message/rfc822"))
    headers = dict(part.items())
    attachment = Attachment(
        name=part.get_filename() or "part", mimetype=part.get_content_type(), headers=headers
    )
    content = part.get_payload()
    attachment.file.save("part", ContentFile(str(content).encode("ascii", "surrogateescape")))
    return attachment
