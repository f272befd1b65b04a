"""Editor panel with the proposal of an event."""

from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from projects.agenda.permissions import may_handle_people
from projects.proposals import admin, services
from projects.proposals.models import Proposal


class ProposalPanel(Panel):
    """Shows who proposed the event, and the actions, as long as the proposal exists."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/proposals/panel.html"

        def is_shown(self):
            return super().is_shown() and self.proposal is not None

        @cached_property
        def proposal(self):
            page, user = self.instance, self.request.user
            may_know = page.pk and may_handle_people(user, page)
            return Proposal.objects.of(page).first() if may_know else None

        def get_context_data(self, parent_context=None):
            return {
                **super().get_context_data(parent_context),
                "proposal": self.proposal,
                "received_on": timezone.localtime(self.proposal.created_at),
                "answered_on": self.proposal.decided_at and timezone.localtime(self.proposal.decided_at),
                "forgotten_on": timezone.localtime(services.forgotten_on(self.proposal)),
                "decline_url": admin.address_for(self.instance, self.request.user),
            }
