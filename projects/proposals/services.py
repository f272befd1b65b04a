"""Writes of proposals. Each message is queued once, in the transaction of the change it reports."""

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
from portal.territory.querysets import Answer
from projects.agenda.models.events import EventPage
from projects.agenda.models.occurrences import Occurrence
from projects.agenda.services import schedule
from projects.proposals import messages
from projects.proposals.models import Proposal, ProposalState
from projects.proposals.querysets import branches

#: In characters, of a slug made from a title: long URLs get truncated in messages.
LONGEST_SLUG = 80


class ClosedPark(Exception):
    """Raised if the Park takes no proposals, or no longer."""


@dataclass(frozen=True)
class Application:
    """The data of a proposal: the event, and who proposes it."""

    park_slug: str
    kind: type[EventPage]
    #: Values of the event’s fields: plain text, within their maximum lengths.
    facts: Mapping[str, Any]
    commune: str
    starts_at: datetime
    ends_at: datetime
    name: str
    email: str
    language: str
    #: Identifies the form sent.
    submission: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def number(self) -> uuid.UUID:
        """Identifies form and event: the same form may be sent again with another event."""
        event = (self.park_slug, self.kind._meta.label, sorted(self.facts.items()), self.commune)
        return uuid.uuid5(self.submission, repr((*event, self.starts_at, self.ends_at)))


@transaction.atomic
def propose(asked: Application) -> Proposal:
    """Creates a draft below the Park’s page, in its moderation workflow, and confirms it by email.

    The same form sent twice is one draft. Raises ClosedPark, and ValidationError for data that the
    form would refuse.
    """
    # One at a time per Park, so that slugs and tree paths are unique.
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
    """Returns the time zone of a typed commune, else of the Park."""
    park = Park.objects.filter(slug=park_slug).first()
    if park is None:
        return time_zones.of_site()
    known = _commune(commune, park)
    return known.zone if known else park.zone


def communes_meant(typed: str, park: Park | None) -> Answer:
    """Returns what a typed commune may be; of several, the only one in the Park’s départements."""
    found = Commune.objects.called(typed)
    if park is None or not found.is_ambiguous:
        return found
    departments = set(park.departments.values_list("pk", flat=True))
    near = tuple(commune for commune in found.communes if commune.department_id in departments)
    return Answer(near) if len(near) == 1 and not found.are_more else found


@transaction.atomic
def follow_publication(page: EventPage) -> None:
    """Sends the URL of a published event to the person who proposed it."""
    proposal = _locked(page)
    if proposal and proposal.state != ProposalState.PUBLISHED:
        _decide(proposal, ProposalState.PUBLISHED, messages.published(proposal))


@transaction.atomic
def follow_request(page: EventPage, comment: str) -> None:
    """Sends a moderator’s question to the person who proposed the event. Nothing is decided yet."""
    proposal = _locked(page)
    if proposal and proposal.is_waiting and comment.strip():
        _tell(proposal, messages.asked(proposal, comment))


def _refuse(page: EventPage, comment: str) -> None:
    proposal = _locked(page)
    if proposal and proposal.is_waiting:
        _decide(proposal, ProposalState.REFUSED, messages.refused(proposal, comment))


def follow_deletion(proposal: Proposal) -> None:
    """Sends a refusal when an unanswered draft is deleted with its proposal; the message is kept."""
    if proposal.is_waiting:
        _tell(proposal, messages.refused(proposal, ""))


@transaction.atomic
def decline(page: EventPage, comment: str, user: User) -> None:
    """Sends a refusal unless already answered; deletes the draft and its dates, known to nobody else."""
    _refuse(page, comment)
    _discard(page, user)


def may_be_discarded(page: EventPage) -> bool:
    """Whether nobody outside the team knows of the event: never published, and nobody registered."""
    nobody_comes = not Occurrence.objects.that_must_stay().of(page).exists()
    return page.first_published_at is None and nobody_comes


@transaction.atomic
def forget(proposal: Proposal) -> None:
    """Deletes the proposal, and the draft too if nobody of the team has edited it."""
    page = proposal.page.specific
    proposal.delete()
    revision = page.get_latest_revision()
    if may_be_discarded(page) and revision is not None and revision.user_id is None:
        _discard(page)


def forgotten_on(proposal: Proposal) -> datetime:
    """Returns when the proposal will be deleted, in its current state."""
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
    """Returns the field `commune` if it is known, else `address` as typed, for the moderators."""
    commune = _commune(typed, park)
    return {"commune": commune} if commune else {"address": typed}


def _commune(typed: str, park: Park) -> Commune | None:
    return communes_meant(typed, park).commune
