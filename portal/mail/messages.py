"""Emails as plain data, rendered to a text and an HTML version with the same content."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

#: Names in tokens.css (light theme) of the colours of an email: mail clients lack CSS variables.
COLOURS = ("page", "surface", "text", "text-soft", "title", "link", "line", "join-tint")

#: Maximum characters of a subject: mail clients show fewer, post_office accepts at most 989.
MOST_LETTERS = 200
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True)
class Link:
    """`address` is an absolute URL, as an email requires."""

    label: str
    address: str


@dataclass(frozen=True)
class File:
    name: str
    content: bytes
    #: With parameters, such as `text/calendar; method=PUBLISH`.
    media_type: str


@dataclass(frozen=True)
class Entry:
    """An item of a list, with a title that links to it."""

    title: str
    address: str
    lines: tuple[str, ...] = ()
    #: Language of the entry, if it differs from that of the message.
    language: str = ""


@dataclass(frozen=True)
class Group:
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Message:
    """An email: paragraphs, facts, lists, links, then notes in small print, in this order."""

    subject: str
    paragraphs: tuple[str, ...]
    language: str
    facts: tuple[Fact, ...] = ()
    groups: tuple[Group, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    #: Reply-To address; replies go to the site’s address if it is empty.
    reply_to: str = ""
    #: For recurring emails: the URL where a mail client unsubscribes by one POST.
    unsubscribe: str = ""
    #: Mailing list name, in ASCII, by which mail clients sort recurring emails.
    list_name: str = ""

    @property
    def header(self) -> str:
        """The subject on one line, to prevent header injection."""
        return one_line(self.subject)


def one_line(subject: str) -> str:
    return re.sub(" {2,}", " ", _UNPRINTABLE.sub(" ", subject)).strip()[:MOST_LETTERS]


def rendered(message: Message) -> tuple[str, str]:
    """Returns the message as (plain text, HTML), in its own language."""
    context = {
        "message": message,
        "title": message.header,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "colours": _colours(),
    }
    with override(message.language):
        text = render_to_string("emails/message.txt", context)
        html = render_to_string("emails/message.html", context)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n", html


@cache
def _colours() -> dict[str, str]:
    """Returns the values of the colour tokens, by name with underscores."""
    source = (Path(settings.BASE_DIR) / "static" / "css" / "tokens.css").read_text()
    found = dict(re.findall(r"--color-([a-z-]+):\s*(#[0-9a-f]{3,8})", source.partition("@media")[0]))
    return {name.replace("-", "_"): found[name] for name in COLOURS}
