"""Writes of proposals. Each message is queued in the transaction of what it tells, and once."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.actions.delete_page import DeletePageAction
from wagtail.coreutils import find_available_slug

from portal.content.services import inherit_park
from portal.forms.slugs import slug_of
from portal.mail import queue
from portal.mail.messages import Message
from portal.people.models import User
from portal.territory import time_zones
from portal.territory.models import Commune, Park
from projects.agenda import search
from projects.agenda.models.events import EventPage
from projects.agenda.models.occurrences import Occurrence
from projects.agenda.services import schedule
from projects.proposals import messages
from projects.proposals.models import Proposal, ProposalState
from projects.proposals.querysets import branches

#: Of an address made of a title: long ones get cut in messages.
LONGEST_SLUG = 80


class ClosedPark(Exception):
    """The Park takes no proposals, or no longer."""


@dataclass(frozen=True)
class Application:
    """An event as somebody proposes it, and who does."""

    park_slug: str
    kind: type[EventPage]
    #: Of the event’s own fields, what was said: plain text, within their lengths.
    facts: Mapping[str, Any]
    commune: str
    starts_at: datetime
    ends_at: datetime
    name: str
    email: str
    language: str
    #: Of the form it came by.
    submission: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def number(self) -> uuid.UUID:
        """Of what was proposed: the same form may come back with another event."""
        event = (self.park_slug, self.kind._meta.label, sorted(self.facts.items()), self.commune)
        return uuid.uuid5(self.submission, repr((*event, self.starts_at, self.ends_at)))


@transaction.atomic
def propose(asked: Application) -> Proposal:
    """Makes a draft of it below its Park, in the Park’s moderation, and tells who proposed it.

    The same form sent twice is one draft. Raises ClosedPark, and ValidationError for what no form lets
    pass.
    """
    # One at a time in a Park: neither addresses nor places in the tree are given twice.
    park = Park.objects.select_for_update().filter(slug=asked.park_slug).first()
    if sent := Proposal.objects.filter(submission=asked.number).first():
        return sent
    branch = branches().filter(park=park).first() if park else None
    if park is None or branch is None:
        raise ClosedPark
    page = asked.kind(
        **asked.facts,
        **_where(asked.commune, park),
        slug=find_available_slug(branch, _slug(asked)),
        locale=branch.locale,
        live=False,
    )
    branch.add_child(instance=page)
    inherit_park(page)
    page.save_revision()
    schedule(page, asked.starts_at, asked.ends_at)
    proposal = Proposal(
        page=page,
        name=asked.name,
        email=asked.email,
        language=asked.language,
        submission=asked.number,
    )
    proposal.full_clean()
    proposal.save()
    if workflow := page.get_workflow():
        workflow.start(page, None)
    _tell(proposal, messages.received(proposal))
    return proposal


def zone_of(park_slug: str, commune: str) -> tzinfo:
    """Of the clocks where somebody says that an event takes place."""
    park = Park.objects.filter(slug=park_slug).first()
    if park is None:
        return time_zones.of_site()
    known = _commune(commune, park)
    return known.zone if known else park.zone


@transaction.atomic
def follow_publication(page: EventPage) -> None:
    """The event is online, whoever put it there: who proposed it learns where."""
    proposal = _locked(page)
    if proposal and proposal.state != ProposalState.PUBLISHED:
        _decide(proposal, ProposalState.PUBLISHED, messages.published(proposal))


@transaction.atomic
def follow_request(page: EventPage, comment: str) -> None:
    """Who moderates wants to know more: who proposed it reads what. Nothing is decided yet."""
    proposal = _locked(page)
    if proposal and proposal.is_waiting and comment.strip():
        _tell(proposal, messages.asked(proposal, comment))


def _refuse(page: EventPage, comment: str) -> None:
    proposal = _locked(page)
    if proposal and proposal.is_waiting:
        _decide(proposal, ProposalState.REFUSED, messages.refused(proposal, comment))


def follow_deletion(proposal: Proposal) -> None:
    """The draft is being deleted, and the proposal with it; the message stays."""
    if proposal.is_waiting:
        _tell(proposal, messages.refused(proposal, ""))


@transaction.atomic
def decline(page: EventPage, comment: str, user: User) -> None:
    """Answers no, if nobody has yet, and deletes the draft with its dates: nobody knows of them."""
    _refuse(page, comment)
    _discard(page, user)


def may_be_discarded(page: EventPage) -> bool:
    """Whether nobody outside the team knows of the event: it never was online and nobody is coming."""
    nobody_comes = not Occurrence.objects.that_must_stay().of(page).exists()
    return page.first_published_at is None and nobody_comes


@transaction.atomic
def forget(proposal: Proposal) -> None:
    """Forgets who proposed, and the draft too if no one of the team ever wrote in it."""
    page = proposal.page.specific
    proposal.delete()
    revision = page.get_latest_revision()
    if may_be_discarded(page) and revision is not None and revision.user_id is None:
        _discard(page)


def forgotten_on(proposal: Proposal) -> datetime:
    """When who proposed is forgotten, as things stand."""
    if proposal.decided_at:
        return proposal.decided_at + timedelta(days=settings.PROPOSALS_KEPT_DAYS)
    return proposal.created_at + timedelta(days=settings.PROPOSALS_WAIT_DAYS)


def _locked(page: EventPage) -> Proposal | None:
    return Proposal.objects.select_for_update().of(page).first()


def _decide(proposal: Proposal, state: ProposalState, message: Message) -> None:
    proposal.state, proposal.decided_at = state, timezone.now()
    proposal.save(update_fields=["state", "decided_at"])
    _tell(proposal, message)


def _tell(proposal: Proposal, message: Message) -> None:
    queue.post(message, proposal.email)


def _discard(page: EventPage, user: User | None = None) -> None:
    Occurrence.objects.of(page).delete()
    DeletePageAction(page, user).execute(skip_permission_checks=True)


def _slug(asked: Application) -> str:
    return slug_of(asked.facts["title"])[:LONGEST_SLUG].strip("-_") or asked.kind.kind_slug


def _where(typed: str, park: Park) -> dict[str, Any]:
    """The commune where it is one that we know, else as it was typed, for who reads the draft."""
    commune = _commune(typed, park)
    return {"commune": commune} if commune else {"address": typed}


def _commune(typed: str, park: Park) -> Commune | None:
    """Of several with one name, that of the Park’s own départements."""
    found = search.communes_called(typed)
    if len(found) > 1:
        near = set(park.departments.values_list("pk", flat=True))
        found = [commune for commune in found if commune.department_id in near]
    return found[0] if len(found) == 1 else None
