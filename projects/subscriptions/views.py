"""Subscription form and personal link. No response is cached."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portal.content import head
from portal.content.alternate_views import AlternateView
from portal.forms import spam_protection
from portal.visitors.own_pages import by_link, form_context, opens_nothing, private
from projects.agenda.forms import AgendaForm
from projects.agenda.models.agenda import BY_MAIL, AgendaPage
from projects.subscriptions import links, selections, services, weeks
from projects.subscriptions.forms import SubscriptionForm
from projects.subscriptions.models import Subscription
from projects.subscriptions.querysets import CONFIRMED_WITHIN

UNKNOWN = "agenda/subscriptions/unknown.html"

_by_link = by_link(links.subscription_of, UNKNOWN)


def subscribe(page: AgendaPage, request: HttpRequest) -> HttpResponse:
    """Shows and handles the form for the selection in the query string."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
    chosen = selections.chosen(request.GET, page.locale)
    if chosen.unplaced:  # the agenda asks which commune is meant
        return redirect(_with(page.get_url(request), chosen.query_string))
    if request.method != "POST":
        return _form_page(page, request, spam_protection.shown(SubscriptionForm, request))
    form = SubscriptionForm(request.POST.copy())
    if spam_protection.is_too_much(request, "subscriptions", settings.SUBSCRIPTIONS_PER_HOUR):
        return _form_page(page, request, form, is_too_much=True, status=429)
    if not form.is_valid():
        return _form_page(page, request, form)
    selection = selections.kept(chosen)
    asked = services.Request(form.cleaned_data["email"], selection, page.locale.language_code)
    services.subscribe(asked, timezone.now())
    return redirect(_with(ANSWER.address(page.get_url(request)), selection))


def answer(page: AgendaPage, request: HttpRequest) -> HttpResponse:
    """The page after the form: the same for a new and for a known email."""
    context = form_context(page, request, _("Demande reçue"), _("Regardez vos e-mails"))
    context |= _selection(page, request, selections.chosen(request.GET, page.locale))
    return private(TemplateResponse(request, "agenda/subscriptions/answer.html", context))


ALTERNATE_VIEW = AlternateView(BY_MAIL, subscribe, in_every_language=True)
ANSWER = AlternateView("abonnement-demande", answer, in_every_language=True)


def _form_page(
    page: AgendaPage,
    request: HttpRequest,
    form: SubscriptionForm,
    is_too_much: bool = False,
    status: int = 200,
) -> HttpResponse:
    chosen = selections.chosen(request.GET, page.locale)
    context = form_context(page, request, _("Abonnement"), _("L’agenda par e-mail"))
    context |= _selection(page, request, chosen)
    context |= {
        "form": form,
        "is_misread": bool(chosen.errors),
        "drops_days": any(request.GET.get(name) for name in selections.DAYS),
        "is_too_much": is_too_much,
        "mail_days": settings.MAIL_KEPT_DAYS,
    }
    answer = TemplateResponse(request, "agenda/subscriptions/form.html", context, status=status)
    return private(answer)


def _selection(page: AgendaPage, request: HttpRequest, chosen: AgendaForm) -> dict[str, Any]:
    """Returns the selection, its URL, and the number of days to confirm it."""
    return {
        "choices": _labels(chosen),
        "address": _with(page.get_url(request), chosen.query_string),
        "days": CONFIRMED_WITHIN.days,
    }


def _labels(chosen: AgendaForm) -> list[str]:
    return [choice.label for choice in chosen.active_filters]


def _with(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address


@require_http_methods(["GET", "HEAD", "POST"])
@_by_link
def mine(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    """Shows a subscription; confirms it by POST only, as mail programs open links."""
    now = timezone.now()
    if request.method == "POST":
        services.confirm(subscription, now)
        return redirect(links.address(subscription))
    form = selections.read(subscription.selection, subscription.language)
    title = _("Mon abonnement") if subscription.is_confirmed else _("Confirmer mon abonnement")
    context: dict[str, Any] = {
        "head": replace(head.for_no_page(), title=f"{title} – {settings.SITE_NAME}"),
        "title": title,
        "subscription": subscription,
        "choices": _labels(form),
        "is_whole": selections.is_whole(form, subscription.selection),
        "next_day": weeks.next_after(now),
        "links": {view: links.address(subscription, view) for view in ("mine", "stop", "export")},
    }
    return TemplateResponse(request, "agenda/subscriptions/mine.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, signed: str) -> HttpResponse:
    """Unsubscribes and deletes, for the button of the page and for mail programs.

    RFC 8058: these send a POST without cookie or token, follow no redirect and may repeat it; the
    signed link authenticates it. A GET redirects to a page that asks for confirmation.
    """
    key = links.key(signed)
    if key is None:
        return opens_nothing(request, UNKNOWN)
    if request.method != "POST":
        return redirect("subscriptions:mine", signed)
    services.erase(Subscription.objects.filter(key=key))
    context = {"head": replace(head.for_no_page(), title=_("Désabonnement"))}
    return private(TemplateResponse(request, "agenda/subscriptions/erased.html", context))


@require_safe
@_by_link
def export(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    """Returns all data kept as a JSON file."""
    options = {"ensure_ascii": False, "indent": 2}
    answer = JsonResponse(services.exported(subscription), json_dumps_params=options)
    answer["Content-Disposition"] = 'attachment; filename="mon-abonnement.json"'
    return answer
