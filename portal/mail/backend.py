"""Email backend that queues what other libraries send, so that no request fails without a mail server.

post_office’s own backend parses messages as templates: braces in a title would be evaluated.
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
