"""Removes secrets from logs, so that no link or account can be opened with a log.

Every log record of the process is filtered here before any handler gets it, including those of Django,
the server and libraries; so are the texts of exceptions, which quote data.
"""

from __future__ import annotations

import logging
import logging.config
import re
import traceback
from functools import cache
from typing import Any

CUT = "…"
#: A slash, plain or percent-encoded any number of times, as in URLs within URLs.
_SLASH = r"(?:/|%(?:25)*2F)"
#: One path segment of a URL.
_PART = r"(?:(?!%(?:25)*(?:2F|3F|26))[^/\s?&#\"'<>\\])+"
#: Separators between the digits of a telephone number, in texts and in URLs.
_GAP = r"(?:[ .\-/_+\u00a0\u202f\u2010\u2011\u2013]|%20|%C2%A0)"
_NAMES = (
    r"token|jeton|key|cle|code|secret|password\d?|passwd|pass|mot_de_passe|oldpassword|sig|signature|suite"
    r"|timestamp|otp|auth|api_?key|access_?key|csrfmiddlewaretoken|csrftoken|sessionid|session"
    r"|x-amz-[a-z-]+|awsaccesskeyid"
)
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), replacement)
    for pattern, replacement in (
        # Personal links: “mon-inscription/<key>/…”.
        (rf"((?:(?<=2F)|(?<![\w-]))(?:mon|ma|mes)-[a-z-]+{_SLASH}+){_PART}", rf"\1{CUT}"),
        # Keys in allauth’s emails, which set a password or confirm an email address.
        (rf"((?:{_SLASH})key{_SLASH}+)(?!done\b){_PART}", rf"\1{CUT}"),
        (rf"(confirm-email{_SLASH}+|confirm{_SLASH}+[\w=-]+{_SLASH}+){_PART}", rf"\1{CUT}"),
        (r"\b[0-9a-z]+-[0-9a-z]{6,}-[0-9a-f]{32,}\b", CUT),
        # Values signed by Django: anything, then a signature.
        (r"(?<![\w:.-])[\w:.-]+[.:][\w-]{43}(?![\w-])", CUT),
        # Secrets by name, in query strings, forms and cookies; then in dictionaries.
        (
            rf"((?:[?&;,\s\"'(]|%(?:25)*(?:3F|26)|^)(?:\w*[_-])?(?:{_NAMES})"
            rf"(?:=|%(?:25)*3D)[\"']?){_PART}",
            rf"\1{CUT}",
        ),
        (
            rf"([\"'](?:\w*[_-])?(?:{_NAMES})[\"']:\s?\[?[\"'])(?:[^\"'\\]|\\.)+",
            rf"\1{CUT}",
        ),
        (r"(\b(?:Bearer|Basic)\s+)[\w.~+/=-]{16,}", rf"\1{CUT}"),
        # The password in a URL, such as that of the database.
        (r"(\b[a-z][a-z0-9+.-]{0,20}://[^\s:/@]{0,200}:)[^\s@/]{1,200}@", rf"\1{CUT}@"),
        # PostgreSQL’s details of a refused row, and email addresses.
        (r"(\bDETAIL:\s*).*", rf"\1{CUT}"),
        (r"(?<![\w.%+-])[\w.%+-]+(?:@|%(?:25)*40)[\w-]+(?:\.[\w-]+)+", CUT),
        # Telephone numbers: international with country code, then in French format.
        (rf"(?<!\w)(?:\+|%(?:25)*2B|(?<![.:+-])00)[1-9](?:(?:{_GAP}|[()]){{0,3}}\d){{7,14}}(?!\w)", CUT),
        (
            rf"(?<![\w.+])0[1-9](?:(?P<gap>{_GAP}?)\d\d(?:(?P=gap)\d\d){{3}}"
            rf"|\d\d(?P<wide>{_GAP})(?:\d\d(?P=wide)\d\d(?P=wide)\d\d|\d{{3}}(?P=wide)\d{{3}}))(?!\w)",
            CUT,
        ),
    )
)


def cut(text: str) -> str:
    """Returns the text without keys, tokens, passwords, email addresses and telephone numbers.

    A lone surrogate is replaced by its escape sequence, since no file could encode it.
    """
    text = text.encode(errors="backslashreplace").decode()
    for secret in _own_secrets():
        text = text.replace(secret, CUT)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


@cache
def _own_secrets() -> tuple[str, ...]:
    """Returns the secrets of the settings, except those below 8 characters, used in tests."""
    from django.conf import settings

    known = [settings.SECRET_KEY, settings.EMAIL_HOST_PASSWORD]
    known += [str(database.get("PASSWORD", "")) for database in settings.DATABASES.values()]
    return tuple(secret for secret in known if len(secret) >= 8)


class CutSecrets(logging.Filter):
    """Replaces the message, exception and stack of a record by their texts without secrets."""

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            said = record.getMessage()
        except Exception:
            # Arguments that do not match the format string would be logged one by one.
            said, record.msg, record.args = "", cut(str(record.msg)), ()
        if (safe := cut(said)) != said:
            record.msg, record.args = safe, ()
        if record.exc_info and record.exc_info[1]:
            record.exc_text = cut("".join(traceback.format_exception(*record.exc_info)).rstrip())
        if record.stack_info:
            record.stack_info = cut(record.stack_info)
        return True


def configure(config: dict[str, Any]) -> None:
    """Django’s LOGGING_CONFIG: sets the filter for all loggers before anything is logged."""
    make = logging.getLogRecordFactory()
    if not getattr(make, "cuts_secrets", False):
        logging.setLogRecordFactory(_cutting(make))
    logging.config.dictConfig(config)


def _cutting(make: Any) -> Any:
    secrets = CutSecrets()

    def made(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make(*args, **kwargs)
        secrets.filter(record)
        return record

    made.cuts_secrets = True  # type: ignore[attr-defined]
    return made
