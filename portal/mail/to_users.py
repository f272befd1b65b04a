"""Messages to the people of the admin: in their language, by the queue."""

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
    """Puts a message into the queue; `compose` gives what it says, asked in the person’s language.

    Whoever has an address that is none gets nothing, and nobody’s work stops for it.
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
    """The one chosen for the admin, else the site’s own."""
    profile = getattr(person, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or settings.LANGUAGE_CODE


def address(path: str) -> str:
    """Of a screen of the admin, as a message needs it."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"
