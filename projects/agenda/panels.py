"""Panels of the page editor."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel

from projects.agenda.forms import FIRST_DATE_FIELDS


class FirstDatePanel(MultiFieldPanel):
    """Shown while the form has the fields for it (see EventPageForm)."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("heading", _("Première date"))
        kwargs.setdefault(
            "help_text",
            _("Les autres dates s’ajoutent ensuite sur l’écran « Dates » du rendez-vous."),
        )
        children = kwargs.pop("children", None) or [
            FieldRowPanel([FieldPanel(name) for name in FIRST_DATE_FIELDS])
        ]
        super().__init__(children, *args, **kwargs)

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self):
            return FIRST_DATE_FIELDS[0] in self.form.fields and super().is_shown()


class ProposalPanel(Panel):
    """Who proposed the event and what to do about it; shown while that is known."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/proposals/panel.html"

        def is_shown(self):
            return super().is_shown() and self.proposal is not None

        @cached_property
        def proposal(self):
            from projects.agenda.models import Proposal
            from projects.agenda.registrations.permissions import may_handle_people

            page, user = self.instance, self.request.user
            may_know = page.pk and may_handle_people(user, page)
            return Proposal.objects.of(page).first() if may_know else None

        def get_context_data(self, parent_context=None):
            from projects.agenda.proposals import desk, services

            return {
                **super().get_context_data(parent_context),
                "proposal": self.proposal,
                "received_on": timezone.localtime(self.proposal.created_at),
                "answered_on": self.proposal.decided_at and timezone.localtime(self.proposal.decided_at),
                "forgotten_on": timezone.localtime(services.forgotten_on(self.proposal)),
                "decline_url": desk.address_for(self.instance, self.request.user),
            }
