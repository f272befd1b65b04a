"""The weekly digests. Each is queued in the transaction that updates its subscription."""

from __future__ import annotations

import logging
from datetime import date, datetime
from functools import partial
from itertools import groupby

from django.db import transaction
from django.utils.translation import override

from portal.mail import queue
from portal.operations import faults
from projects.agenda import search
from projects.agenda.listings import listed
from projects.agenda.models.agenda import AgendaPage
from projects.calendars.feeds import MOST_DATES, FedDate
from projects.subscriptions import messages, selections, services, weeks
from projects.subscriptions.messages import Coming
from projects.subscriptions.models import Subscription

logger = logging.getLogger(__name__)


def send(now: datetime) -> int:
    """Writes the due digests, reads dates once per selection and language; returns the number written."""
    week = weeks.due(now)
    if week is None:
        return 0
    due = list(Subscription.objects.due(week).by_selection())
    alike = [list(people) for _, people in groupby(due, key=lambda one: (one.language, one.selection))]
    return faults.each(logger, "digest", alike, partial(_send_alike, week=week, now=now), key=_first)


def _first(people: list[Subscription]) -> str:
    return f"from subscription {people[0].pk} on"


def _send_alike(people: list[Subscription], week: date, now: datetime) -> int:
    """Writes to the subscribers of one selection in one language."""
    with override(people[0].language):
        return _send_selection(people[0].selection, people, week, now)


def _send_selection(selection: str, people: list[Subscription], week: date, now: datetime) -> int:
    """The language of the subscribers is active."""
    agenda = AgendaPage.objects.live_and_public().filter(locale__language_code=people[0].language).first()
    if agenda is None:  # no page to link to; they stay due
        return 0
    form, address = selections.read(selection, people[0].language), agenda.get_full_url() or ""
    if not selections.is_whole(form, selection):
        return faults.each(logger, "farewell", people, partial(_end, address=address))
    first_day, last_day = weeks.local_day(now), weeks.last_day_told(now)
    dates = search.find(form.selection).upcoming(now).until_day(last_day).in_order()
    items = listed(dates.select_related("event")[:MOST_DATES])
    fed = [FedDate(item, item.event.get_full_url() or "") for item in items]
    if not fed:
        Subscription.objects.filter(pk__in=[person.pk for person in people]).update(week_done=week)
        return 0
    query = f"?{selection}" if selection else ""
    coming = Coming(form.in_words, address + query, first_day, last_day, fed)
    return faults.each(logger, "digest", people, partial(_send, coming=coming, week=week, now=now))


@transaction.atomic
def _send(person: Subscription, coming: Coming, week: date, now: datetime) -> bool:
    """Does nothing if the person unsubscribed or another worker has sent it."""
    still_due = Subscription.objects.due(week).filter(pk=person.pk)
    if not still_due.update(week_done=week, last_sent_at=now):
        return False
    services.post(person, messages.digest(person, coming))
    return True


@transaction.atomic
def _end(person: Subscription, address: str) -> bool:
    """Notifies the person, once, that a filter no longer exists, and deletes the subscription."""
    if not services.erase(Subscription.objects.filter(pk=person.pk)):
        return False
    queue.post(messages.farewell(person, address), person.email)
    return True
