"""The admin screen to decline a proposed event."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from portal.people.models import User
from portal.people.rights import Rule
from projects.agenda.models.events import EventPage
from projects.agenda.permissions import may_handle_people
from projects.proposals import services
from projects.proposals.forms import DeclineForm
from projects.proposals.models import Proposal


class DeclineView(WagtailAdminTemplateMixin, FormView):
    template_name = "wagtailadmin/proposals/decline.html"
    form_class = DeclineForm
    header_icon = "cross"
    page_title = _("Ne pas retenir la proposition")

    def dispatch(self, request, *args, **kwargs):
        answer = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(answer)
        return answer

    @cached_property
    def proposal(self) -> Proposal:
        proposals = Proposal.objects.select_related("page")
        return get_object_or_404(proposals, page=self.kwargs["page_id"])

    @cached_property
    def event(self) -> EventPage:
        return self.proposal.page.specific

    def get_page_subtitle(self):
        return self.event.get_admin_display_title()

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailadmin_pages:edit", args=(self.event.pk,))
        return [{"url": edit, "label": self.event.title}, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(proposal=self.proposal, **kwargs)

    def form_valid(self, form):
        parent = self.event.get_parent()
        services.decline(self.event, form.cleaned_data["comment"], self.request.user)
        messages.success(self.request, _("Le brouillon est supprimé, et la personne est prévenue."))
        return redirect("wagtailadmin_explore", parent.pk)


class ProposalViewSet(ViewSet):
    name = "proposal_desk"
    url_prefix = "propositions"

    def get_urlpatterns(self):
        return [path("<int:page_id>/decliner/", DeclineView.as_view(), name="decline")]

    def rows(self) -> dict[str, Rule]:
        """Returns its rows of the rights table."""
        return {f"{self.url_namespace}:decline": on_proposal}


def on_proposal(request: HttpRequest, page_id: int) -> bool:
    proposal = get_object_or_404(Proposal.objects.select_related("page"), page=page_id)
    return bool(address_for(proposal.page.specific, request.user))


viewset = ProposalViewSet()


def address_for(page: EventPage, user: User | AnonymousUser) -> str:
    """Returns the URL to decline a proposal; an empty string if it is too late or not permitted."""
    may_delete = (
        may_handle_people(user, page)
        and page.permissions_for_user(user).can_delete()
        and services.may_be_discarded(page)
    )
    return reverse(f"{viewset.url_namespace}:decline", args=(page.pk,)) if may_delete else ""
