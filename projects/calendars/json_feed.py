"""Dates as JSON, for other sites that show them. `docs/agenda.md` describes it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.utils import timezone

from portal.feeds.feeds import host
from projects.calendars.feeds import FedDate, Feed

MEDIA_TYPE = "application/json"


def write(feed: Feed) -> bytes:
    content = {
        "title": feed.title,
        "url": feed.url,
        "language": feed.language,
        "updated": _moment(timezone.localtime(feed.modified)),
        "dates": [_date(date) for date in feed.dates],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _date(date: FedDate) -> dict[str, Any]:
    occurrence, event = date.occurrence, date.event
    latitude, longitude = date.position or (None, None)
    return {
        "id": f"date-{occurrence.pk}@{host()}",
        "title": event.title,
        "kind": event.kind_label,
        "url": date.url,
        "language": event.locale.language_code,
        "starts_at": _moment(occurrence.local_start),
        "ends_at": _moment(occurrence.local_end),
        "time_zone": occurrence.time_zone,
        "status": occurrence.status,
        "reason": occurrence.reason,
        "sequence": occurrence.sequence,
        "updated": _moment(timezone.localtime(date.modified)),
        "summary": event.summary,
        "access": date.access,
        "places": date.item.places.value if date.item.places else None,
        "price": event.price,
        "park": event.park.name if event.park else None,
        "themes": date.themes,
        "place": {
            "name": event.place_name,
            "address": event.address,
            "commune": event.commune.name if event.commune else None,
            "insee_code": event.commune.insee_code if event.commune else None,
            "latitude": latitude,
            "longitude": longitude,
        },
        "is_demonstration": event.is_demonstration,
    }


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
