"""The queue: rows of the same database, written in the transaction of what they announce.

Messages are kept as post_office’s `Email`, made without its own templates: they would read braces in
people’s names as code. What may be read by nobody but its reader is built when it is sent (`post_built`):
until then its row says by whom, afterwards it is gone.
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

#: Says which messages (`keys`) will not leave any more, in the transaction that notes it.
given_up = Signal()
WAITING = (STATUS.queued, STATUS.requeued)
#: Of all that leaves, so that no absence is answered (RFC 3834).
AUTOMATIC = {"Auto-Submitted": "auto-generated"}
#: A message that could not leave for that long has nothing left to tell.
GIVEN_UP_AFTER = timedelta(days=3)
RETRIED_AFTER = timedelta(minutes=5)
#: At a time: the lock of the worker is renewed between two of them.
AT_A_TIME = 50
#: After which the worker sees to its other chores: a server may be slow.
TURN_SECONDS = 60


@transaction.atomic
def post(letter: Message, to: str) -> Email:
    """Puts a message to one address into the queue; with the transaction around, or not at all.

    Raises ValidationError for what is no e-mail address, before anything is written.
    """
    validate_email(to)
    text, html = rendered(letter)
    email = _enqueue(
        _headers(letter),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        subject=letter.header,
        message=text,
        html_message=html,
    )
    email.attachments.add(*map(_attachment, letter.files))
    return email


@transaction.atomic
def keep(message: EmailMessage) -> Email:
    """Puts a message that another program made into the queue."""
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
    """An address as a row keeps it, which parts them by commas: without a name that holds one."""
    return parseaddr(address)[1] if "," in address else address


#: By name, what makes the messages of a row that says no more than this name and a few facts.
_builders: dict[str, Callable[[Email], list[EmailMessage]]] = {}


def register_builder(name: str, build: Callable[[Email], list[EmailMessage]]) -> None:
    _builders[name] = build


def post_built(name: str, to: str, **facts: object) -> Email:
    """Puts a message into the queue that is built when it is sent, in the language spoken now."""
    context = {"built_by": name, "language": get_language() or settings.LANGUAGE_CODE, **facts}
    return _enqueue({}, from_email=settings.DEFAULT_FROM_EMAIL, to=[to], context=context)


def readable() -> QuerySet[Email]:
    """What those who may see messages may see."""
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
    """Deletes every message after MAIL_KEPT_DAYS, sent or not; answers how many."""
    before = timezone.now() - timedelta(days=settings.MAIL_KEPT_DAYS)
    old = Email.objects.filter(created__lt=before).only("pk")
    return faults.each(logger, "forgetting", list(old), _forget_one)


def _forget_one(email: Email) -> int:
    forget([email])
    return 1


def send_what_waits() -> int:
    """Sends what waits, each message recorded as sent before the next one leaves; answers how many.

    What a server refuses stays in the queue and is tried again. Without a server nothing leaves.
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
    """The messages of a turn, one after the other, each with an open connection before it."""
    began = time.monotonic()
    for email in batch:
        try:
            connection.open()
        except OSError as error:
            # Nobody listens: no message is to blame, and all keep their turn.
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
        # Erased meanwhile with the person it was for.
        return False
    try:
        connection.send_messages(_messages(email))
    except Exception as error:
        # Its words may name people: they are kept with the message and go with it.
        logger.warning("Message %d could not be sent: %s", email.pk, faults.described(error))
        Log.objects.create(
            email=email,
            status=STATUS.failed,
            exception_type=type(error).__name__,
            message=logs.cut(str(error))[:500],
        )
        _mark(email, STATUS.requeued, scheduled_time=timezone.now() + RETRIED_AFTER)
        # A server that hung up on this one is rung up anew for the next.
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
    """Without a server all else can be read in the admin; a message about an account waits in vain."""
    for email in Email.objects.filter(context__isnull=False):
        logger.error("A letter about an account cannot be sent: no mail server is set (EMAIL_HOST)")
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
    """Whoever makes the message, no person did."""
    return Email.objects.create(
        **message,
        status=STATUS.queued,
        priority=PRIORITY.medium,
        message_id=make_msgid(domain=_host()),
        headers=AUTOMATIC | headers,
    )


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _headers(letter: Message) -> dict[str, str]:
    """RFC 8058: one click unsubscribes. RFC 2919: a list is known by a name that stays."""
    headers = {"Content-Language": letter.language}
    if letter.reply_to:
        headers["Reply-To"] = letter.reply_to
    if letter.unsubscribe:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if letter.list_name:
        headers["List-Id"] = f"<{letter.list_name}.{_host()}>"
    return headers


def _attachment(file: File) -> Attachment:
    attachment = Attachment(name=file.name, mimetype=file.media_type)
    attachment.file.save(file.name, ContentFile(file.content))
    return attachment


def attached(each: MIMEBase | tuple) -> Attachment:
    """What another program attached: a part of its own making, or (name, content, media type)."""
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
    """As it is encoded, with its own headers: a picture within the text keeps its Content-ID."""
    if part.is_multipart():
        return _attachment(File(part.get_filename() or "", part.as_bytes(), "message/rfc822"))
    headers = dict(part.items())
    attachment = Attachment(
        name=part.get_filename() or "part", mimetype=part.get_content_type(), headers=headers
    )
    content = part.get_payload()
    attachment.file.save("part", ContentFile(str(content).encode("ascii", "surrogateescape")))
    return attachment
