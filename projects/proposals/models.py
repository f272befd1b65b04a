"""Proposals of events."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.forms.columns import AddressColumn
from portal.forms.lines import OneLineMixin
from projects.agenda.models.events import EventPage
from projects.proposals.querysets import ProposalQuerySet


class ProposalState(models.TextChoices):
    WAITING = "waiting", _("Sans réponse")
    PUBLISHED = "published", _("Publiée")
    REFUSED = "refused", _("Non retenue")


class Proposal(OneLineMixin, models.Model):
    """Who proposed an event, and the decision. The event itself is the draft page.

    A row beside the page, so that no revision, copy, translation, index or API contains personal
    data. It is deleted with its page (CASCADE): deleting the draft is the reply.
    """

    wagtail_reference_index_ignore = True

    page = models.OneToOneField(
        EventPage, models.CASCADE, related_name="+", verbose_name=_("rendez-vous")
    )
    name = models.CharField(_("nom"), max_length=80)
    email = AddressColumn(_("adresse e-mail"))
    language = models.CharField(_("langue"), max_length=10)
    state = models.CharField(
        _("état"), max_length=10, choices=ProposalState, default=ProposalState.WAITING
    )
    #: Identifies the form sent: the same form sent twice is one proposal.
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("reçue le"), auto_now_add=True, editable=False)
    decided_at = models.DateTimeField(_("répondu le"), null=True, blank=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposition")
        verbose_name_plural = _("propositions")

    def __str__(self):
        return str(self.get_state_display())

    @property
    def is_waiting(self) -> bool:
        return self.state == ProposalState.WAITING
