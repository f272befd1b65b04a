"""What other programs send, put into the queue: a mail server that is away stops nobody’s click.

post_office has such a backend too, which reads messages as templates: braces in a title would run.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from portal.mail import queue


class QueueBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Iterable[EmailMessage]) -> int:
        messages = list(email_messages)
        for message in messages:
            queue.keep(message)
        return len(messages)
