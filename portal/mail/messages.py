"""Messages: plain data in, a text and an HTML version out, both of the same words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

#: What tokens.css calls the colours of a message, in daylight: programs that read mail know no variables.
COLOURS = ("page", "surface", "text", "text-soft", "title", "link", "line", "join-tint")

#: Of a subject: programs show fewer, and post_office takes no more than 989.
MOST_LETTERS = 200
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True)
class Link:
    """`address` is absolute: a message is read far from the site."""

    label: str
    address: str


@dataclass(frozen=True)
class File:
    name: str
    content: bytes
    #: With its parameters, such as `text/calendar; method=PUBLISH`.
    media_type: str


@dataclass(frozen=True)
class Entry:
    """One thing of a list, under the title that leads to it."""

    title: str
    address: str
    lines: tuple[str, ...] = ()
    #: Of its words, where it is not that of the message.
    language: str = ""


@dataclass(frozen=True)
class Group:
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Message:
    """What somebody is told: paragraphs, facts, lists, then where to go, then the small print."""

    subject: str
    paragraphs: tuple[str, ...]
    language: str
    facts: tuple[Fact, ...] = ()
    groups: tuple[Group, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    #: Where an answer goes; to the site’s own address while it is empty.
    reply_to: str = ""
    #: For messages that come again and again: where a program that reads mail ends them by one POST.
    unsubscribe: str = ""
    #: Of the list it belongs to, in ASCII: programs file by it what comes again and again.
    list_name: str = ""

    @property
    def header(self) -> str:
        """The subject on one line, whatever was written in it: no line of it becomes a header."""
        return one_line(self.subject)


def one_line(subject: str) -> str:
    return re.sub(" {2,}", " ", _UNPRINTABLE.sub(" ", subject)).strip()[:MOST_LETTERS]


def rendered(message: Message) -> tuple[str, str]:
    """The message as plain text and as HTML, in its own language."""
    context = {
        "letter": message,
        "title": message.header,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "colours": _colours(),
    }
    with override(message.language):
        text = render_to_string("emails/letter.txt", context)
        html = render_to_string("emails/letter.html", context)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n", html


@cache
def _colours() -> dict[str, str]:
    """The values of the tokens, by their names with underscores."""
    source = (Path(settings.BASE_DIR) / "static" / "css" / "tokens.css").read_text()
    found = dict(re.findall(r"--color-([a-z-]+):\s*(#[0-9a-f]{3,8})", source.partition("@media")[0]))
    return {name.replace("-", "_"): found[name] for name in COLOURS}
