"""The public form to propose an event. No response is cached."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from portal.content.alternate_views import AlternateView
from portal.forms import spam_protection
from portal.visitors.own_pages import form_context, private
from projects.agenda.models.agenda import AgendaPage
from projects.proposals import services
from projects.proposals.forms import ProposalForm


def propose(page: AgendaPage, request: HttpRequest) -> HttpResponse:
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
    if request.method != "POST":
        return _form_page(page, request, spam_protection.shown(ProposalForm, request))
    form = ProposalForm(request.POST.copy())
    if spam_protection.is_too_much(request, "proposals", settings.PROPOSALS_PER_HOUR):
        return _form_page(page, request, form, is_too_much=True, status=429)
    if not form.is_valid():
        return _form_page(page, request, form)
    try:
        services.propose(form.application())
    except services.ClosedPark:
        form.add_error("park", form.fields["park"].error_messages["invalid_choice"])
    except ValidationError as error:
        form.add_error(None, error.messages)
    else:
        return redirect(RECEIVED.address(page.get_url(request)))
    return _form_page(page, request, form)


def received(page: AgendaPage, request: HttpRequest) -> HttpResponse:
    """The confirmation page, the same for everybody: it reveals nothing of the data sent."""
    context = form_context(page, request, _("Proposition reçue"), _("C’est noté"))
    return private(TemplateResponse(request, "agenda/proposals/received.html", context))


ALTERNATE_VIEW = AlternateView("proposer", propose, in_every_language=True)
RECEIVED = AlternateView("proposition-recue", received)


def _form_page(
    page: AgendaPage,
    request: HttpRequest,
    form: ProposalForm,
    status: int = 200,
    is_too_much: bool = False,
) -> HttpResponse:
    context = form_context(page, request, _("Proposer"), _("Proposer un rendez-vous"))
    context |= {
        "form": form,
        "is_too_much": is_too_much,
        "kept_days": settings.PROPOSALS_KEPT_DAYS,
        "wait_days": settings.PROPOSALS_WAIT_DAYS,
    }
    return private(TemplateResponse(request, "agenda/proposals/form.html", context, status=status))
