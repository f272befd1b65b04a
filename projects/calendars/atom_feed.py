"""Dates as an Atom feed (RFC 4287), for feed readers."""

from __future__ import annotations

from portal.feeds.feeds import ATOM, Atom, host
from portal.territory import wording
from projects.calendars.feeds import FedDate, Feed

MEDIA_TYPE = ATOM


def write(feed: Feed) -> bytes:
    """One entry per date, the next first. Feed readers detect changes by `updated`."""
    atom = Atom(
        feed.modified,
        title=feed.title,
        link=feed.url,
        description="",
        language=feed.language,
        feed_url=feed.own_url,
    )
    for date in feed.dates:
        occurrence = date.occurrence
        atom.add_item(
            title=f"{_when(date)}, {date.title}",
            link=date.url,
            description=date.description,
            unique_id=f"tag:{host()},2026:date-{occurrence.pk}",
            pubdate=occurrence.created_at,
            updateddate=date.modified,
            categories=[date.event.kind_label, *date.themes],
        )
    return atom.writeString("utf-8").encode()


def _when(date: FedDate) -> str:
    return f"{wording.day(date.occurrence.local_start)} {date.occurrence.hours}"
