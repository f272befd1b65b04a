"""Dates as an iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vDDDTypes, vText

from portal.feeds.feeds import host, printable
from projects.calendars.feeds import FedDate, Feed

MEDIA_TYPE = "text/calendar"
#: RFC 5546: a date to keep, and a date to remove. Not REQUEST: programs would show buttons whose
#: replies go to a mailbox, while places are cancelled by the personal link.
PUBLISH, CANCEL = "PUBLISH", "CANCEL"


def write(feed: Feed) -> bytes:
    """One event per date, whatever its status. No METHOD: a calendar to read, not a message."""
    calendar = _calendar()
    # The library does not treat these as text and would not escape commas and semicolons.
    calendar["name"] = calendar["x-wr-calname"] = vText(feed.title)
    calendar.add("url", feed.url)
    for date in feed.dates:
        calendar.add_component(_event(date))
    return calendar.to_ical()


def write_message(dates: Iterable[FedDate], method: str, now: datetime) -> bytes:
    """Returns dates to attach to a message, with the UIDs of the feeds, so that none is duplicated.

    RFC 5546 requires ORGANIZER for both methods, and compares DTSTAMP if SEQUENCE is equal. CANCEL is
    for one date (3.2.5: one UID); several are PUBLISHed, each with its own STATUS.
    """
    calendar = _calendar()
    calendar.add("method", method)
    for date in dates:
        event = _event(date)
        event["dtstamp"] = vDDDTypes(now.astimezone(UTC))
        if method == CANCEL:
            event["status"] = "CANCELLED"
        organiser = vCalAddress(f"mailto:{date.event.contact_email or settings.DEFAULT_FROM_EMAIL}")
        organiser.params["CN"] = printable(date.event.organiser or settings.SITE_NAME).replace('"', "'")
        event.add("organizer", organiser)
        calendar.add_component(event)
    return calendar.to_ical()


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//{host()}//FR")
    calendar.add("version", "2.0")
    return calendar


def _event(date: FedDate) -> Event:
    occurrence = date.occurrence
    event = Event()
    event.add("uid", f"date-{occurrence.pk}@{host()}")
    # Without METHOD, DTSTAMP is the last change (RFC 5545, 3.8.7.2).
    event.add("dtstamp", date.modified.astimezone(UTC))
    event.add("last-modified", date.modified.astimezone(UTC))
    event.add("sequence", occurrence.sequence)
    # No recurrence rule is exported, so UTC is exact in every program.
    event.add("dtstart", occurrence.starts_at.astimezone(UTC))
    event.add("dtend", occurrence.ends_at.astimezone(UTC))
    # TENTATIVE would keep a postponed date in people’s calendars at its old time.
    event.add("status", "CONFIRMED" if date.takes_place else "CANCELLED")
    event.add("summary", date.title)
    event.add("url", date.url)
    event.add("categories", [date.event.kind_label, *date.themes])
    for name, value in (
        ("description", date.description),
        ("location", date.place),
        ("geo", date.position),
    ):
        if value:
            event.add(name, value)
    return event
