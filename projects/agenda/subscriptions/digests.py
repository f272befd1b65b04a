"""The weekly digests. Each is written with the row that says so, in one transaction."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby

from django.db import transaction
from django.utils.translation import override

from portal.mail import queue
from projects.agenda import search
from projects.agenda.feeds import MOST_DATES, FedDate
from projects.agenda.listings import listed
from projects.agenda.models.agenda import AgendaPage
from projects.agenda.models.subscriptions import Subscription
from projects.agenda.subscriptions import letters, selections, services, weeks
from projects.agenda.subscriptions.letters import Coming


def send(now: datetime) -> int:
    """Writes those that are due, what is alike made once; answers how many letters."""
    week = weeks.due(now)
    if week is None:
        return 0
    sent = 0
    due = list(Subscription.objects.due(week).by_selection())
    for (language, selection), people in groupby(due, key=lambda each: (each.language, each.selection)):
        with override(language):
            sent += _send_alike(selection, list(people), week, now)
    return sent


def _send_alike(selection: str, people: list[Subscription], week: date, now: datetime) -> int:
    """To those who follow one selection in one language, which is spoken."""
    agenda = AgendaPage.objects.visible().filter(locale__language_code=people[0].language).first()
    if agenda is None:  # nothing to lead to; the turn stays theirs
        return 0
    form, address = selections.read(selection, people[0].language), agenda.get_full_url() or ""
    if not selections.is_whole(form, selection):
        return sum(_end(person, address) for person in people)
    first_day, last_day = weeks.local_day(now), weeks.last_day_told(now)
    dates = search.find(form.selection).upcoming(now).until_day(last_day).in_order()
    items = listed(dates.select_related("event")[:MOST_DATES])
    fed = [FedDate(item, item.event.get_full_url() or "") for item in items]
    if not fed:
        Subscription.objects.filter(pk__in=[person.pk for person in people]).update(week_done=week)
        return 0
    query = f"?{selection}" if selection else ""
    coming = Coming(form.in_words, address + query, first_day, last_day, fed)
    return sum(_send(person, coming, week, now) for person in people)


@transaction.atomic
def _send(person: Subscription, coming: Coming, week: date, now: datetime) -> bool:
    """Unless the person has left, or another worker was here."""
    still_due = Subscription.objects.due(week).filter(pk=person.pk)
    if not still_due.update(week_done=week, last_sent_at=now):
        return False
    services.post(person, letters.digest(person, coming))
    return True


@transaction.atomic
def _end(person: Subscription, address: str) -> bool:
    """What somebody follows is no more: they are told so, once, and forgotten."""
    if not services.erase(Subscription.objects.filter(pk=person.pk)):
        return False
    queue.post(letters.farewell(person, address), person.email)
    return True
