"""Emails to admin users, queued in their language."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.mail import queue
from portal.mail.messages import Message
from portal.people.models import User

logger = logging.getLogger(__name__)


def write_to(person: User, compose: Callable[[], dict[str, Any]]) -> None:
    """Queues an email; `compose` is called in the person’s language and returns the fields of a Message.

    If the person’s address is invalid, logs a warning and sends nothing, without raising.
    """
    language = language_of(person)
    with override(language):
        words = compose()
        greeting = _("Bonjour %(name)s,") % {"name": person}
    paragraphs = (greeting, *words.pop("paragraphs"))
    try:
        queue.post(Message(language=language, paragraphs=paragraphs, **words), person.email)
    except ValidationError:
        logger.warning("Person %d has no usable address", person.pk)


def language_of(person: User) -> str:
    """Returns the user’s preferred admin language, else the site’s default."""
    profile = getattr(person, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or settings.LANGUAGE_CODE


def address(path: str) -> str:
    """Returns the absolute URL of an admin path."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"
