"""Registration form and personal link. No response is cached."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import activate, get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.content import head
from portal.content.alternate_views import AlternateView
from portal.forms import spam_protection
from portal.visitors.own_pages import by_link, form_context, private
from projects.agenda.listings import ListedOccurrence, listed
from projects.agenda.models.events import EventPage
from projects.agenda.models.occurrences import Occurrence, OccurrenceStatus
from projects.registrations import links, services
from projects.registrations.forms import PeopleForm, RegistrationForm
from projects.registrations.models import Registration, RegistrationState
from projects.registrations.rules import Refusal, is_too_large, refusal_of, would_be

#: How long the confirmation page can be reloaded.
ANSWER_SECONDS = 3600
_SALT = "agenda.registration.answer"
#: Query parameter: language of the form if the event is not translated into it.
SPOKEN = "langue"
CONFIRM = "agenda/registrations/confirm.html"

_by_link = by_link(links.holder, "agenda/registrations/unknown.html")


def register(page: EventPage, request: HttpRequest) -> HttpResponse:
    """Shows and handles the form of one date (`?date=…`)."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
    _speak(request)
    date = _date(page, request)
    if date is None:
        return redirect(f"{page.get_url(request)}#dates")
    if refusal := refusal_of(date, 1, timezone.now(), page=page):
        return _form_page(page, request, date, refusal=refusal)
    if request.method != "POST":
        return _form_page(page, request, date, spam_protection.shown(RegistrationForm, request))
    form = RegistrationForm(request.POST.copy())
    if spam_protection.is_too_much(request, "registrations", settings.REGISTRATIONS_PER_HOUR):
        return _form_page(page, request, date, form, is_too_much=True, status=429)
    if not form.is_valid():
        return _form_page(page, request, date, form)
    if not form.cleaned_data["waits"] and is_too_large(date, form.cleaned_data["people"]):
        form.ask_to_wait(date.free_places or 0)
        return _form_page(page, request, date, form)
    try:
        state = services.register(date, form.application(), timezone.now(), page=page)
    except services.Refused as refused:
        form.add_error("people" if refused.reason == Refusal.TOO_MANY else None, refused.reason.label)
        return _form_page(page, request, date, form)
    answer = {
        "date": date.pk,
        "state": state.value,
        "people": form.cleaned_data["people"],
        "by_mail": bool(form.cleaned_data["email"]),
    }
    query = {"suite": signing.dumps(answer, salt=_SALT)}
    if SPOKEN in request.GET:
        query[SPOKEN] = get_language()
    return HttpResponseRedirect(f"{ANSWER.address(page.get_url(request))}?{urlencode(query)}")


def answer(page: EventPage, request: HttpRequest) -> HttpResponse:
    """The confirmation page: the same for a new and for a known email."""
    _speak(request)
    try:
        said = signing.loads(request.GET.get("suite", ""), salt=_SALT, max_age=ANSWER_SECONDS)
    except signing.BadSignature:
        return redirect(page.get_url(request))
    date = Occurrence.objects.of(page).filter(pk=said["date"]).first()
    if date is None:
        return redirect(page.get_url(request))
    context = form_context(page, request, _("Inscription reçue"), _("C’est noté"))
    context |= {
        "item": ListedOccurrence(date, page),
        "is_confirmed": said["state"] == RegistrationState.CONFIRMED,
        "people": said["people"],
        "by_mail": said["by_mail"],
        "kept_days": settings.REGISTRATIONS_KEPT_DAYS,
    }
    return private(TemplateResponse(request, "agenda/registrations/answer.html", context))


ALTERNATE_VIEW = AlternateView(
    "inscription", register, exists_for=lambda page: page.takes_registrations, in_every_language=True
)
ANSWER = AlternateView("inscription-recue", answer)


def _speak(request: HttpRequest) -> None:
    """Activates the language of the query string if it is in LANGUAGES."""
    if request.GET.get(SPOKEN) in dict(settings.LANGUAGES):
        activate(request.GET[SPOKEN])


def _other_languages(page: EventPage) -> list[tuple[str, str]]:
    """Returns the languages without a translation of the event, in which the form is still offered."""
    translated = page.get_translations().live().values_list("locale__language_code", flat=True)
    offered = []
    for code in dict(settings.LANGUAGES).keys() - {get_language(), *translated}:
        with override(code):
            offered.append((code, _("S’inscrire en français")))
    return sorted(offered)


def _date(page: EventPage, request: HttpRequest) -> Occurrence | None:
    """Returns the date of the event given in the query string, else None."""
    number = request.GET.get("date", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    return Occurrence.objects.of(page).filter(pk=number).select_related("event").first()


def _form_page(
    page: EventPage,
    request: HttpRequest,
    date: Occurrence,
    form: RegistrationForm | None = None,
    status: int = 200,
    refusal: Refusal | None = None,
    is_too_much: bool = False,
) -> HttpResponse:
    context = form_context(page, request, _("Inscription"), _("J’y vais"), form)
    context |= {
        "item": ListedOccurrence(date, page),
        "form": form,
        "refusal": refusal,
        "is_too_much": is_too_much,
        "is_waiting_list": would_be(date, 1) == RegistrationState.WAITING,
        "kept_days": settings.REGISTRATIONS_KEPT_DAYS,
        "other_languages": _other_languages(page),
    }
    answer = TemplateResponse(request, "agenda/registrations/form.html", context, status=status)
    return private(answer)


@require_http_methods(["GET", "HEAD", "POST"])
@_by_link
def mine(request: HttpRequest, person: Registration) -> HttpResponse:
    """Shows a registration; changes the number of people."""
    now, date = timezone.now(), person.occurrence
    shown = _as_shown(person)
    page = shown.event if shown else None
    may_change = not person.is_cancelled and refusal_of(date, 1, now, page=page) is None
    takes_place = date.status == OccurrenceStatus.SCHEDULED
    is_sent = request.method == "POST" and may_change
    kept = {"people": person.people, "needs": person.needs}
    form = PeopleForm(request.POST) if is_sent else spam_protection.shown(PeopleForm, request, **kept)
    if is_sent and form.is_valid():
        try:
            people, needs = form.cleaned_data["people"], form.cleaned_data["needs"]
            services.change(person, people, needs, now, page=page)
            return redirect(links.address(person) + "?change")
        except services.Refused as refused:
            form.add_error("people", refused.reason.label)
    context = {
        "form": form if may_change else None,
        "may_cancel": takes_place and not person.is_cancelled and date.starts_at > now,
        "takes_place": takes_place,
        "is_changed": "change" in request.GET,
        "rank": services.rank(person),
        "kept_days": settings.REGISTRATIONS_KEPT_DAYS,
    }
    return _own_page(request, person, "agenda/registrations/mine.html", _("Mon inscription"), **context)


@require_http_methods(["GET", "HEAD", "POST"])
@_by_link
def cancel(request: HttpRequest, person: Registration) -> HttpResponse:
    """Asks for confirmation: mail programs follow links and must not cancel anything."""
    if request.method == "POST":
        services.cancel(person, timezone.now())
    if request.method == "POST" or person.is_cancelled:
        return redirect(links.address(person))
    asked = {
        "words": _("Vos places iront aux personnes qui attendent. Merci de prévenir."),
        "action": links.address(person, "cancel"),
        "yes": _("Oui, annuler"),
        "no": _("Non, je viens"),
    }
    return _own_page(request, person, CONFIRM, _("Annuler mon inscription"), **asked)


@require_http_methods(["GET", "HEAD", "POST"])
@_by_link
def erase(request: HttpRequest, person: Registration) -> HttpResponse:
    if request.method == "POST":
        services.erase(person, timezone.now())
        context = {"head": replace(head.for_no_page(), title=_("Données effacées"))}
        return TemplateResponse(request, "agenda/registrations/erased.html", context)
    asked = {
        "words": _(
            "Votre nom, vos coordonnées, vos besoins et les messages que nous vous avons écrits sont "
            "effacés tout de suite et pour de bon. Si la date est à venir, vos places sont rendues."
        ),
        "action": links.address(person, "erase"),
        "yes": _("Oui, effacer"),
        "no": _("Non, revenir"),
    }
    return _own_page(request, person, CONFIRM, _("Effacer mes données"), **asked)


@require_safe
@_by_link
def export(request: HttpRequest, person: Registration) -> HttpResponse:
    """Returns all data kept as a JSON file."""
    options = {"ensure_ascii": False, "indent": 2}
    answer = JsonResponse(services.exported(person), json_dumps_params=options)
    answer["Content-Disposition"] = 'attachment; filename="mon-inscription.json"'
    return answer


def _as_shown(person: Registration) -> ListedOccurrence | None:
    """Returns the date with its public page, in the person’s language if translated, else None."""
    return next(iter(listed([person.occurrence])), None)


def _own_page(
    request: HttpRequest, person: Registration, template: str, title: str, **context: Any
) -> HttpResponse:
    """Renders a page about a registration, linked to the event page if it is public."""
    shown = _as_shown(person)
    item = shown or ListedOccurrence(person.occurrence, person.occurrence.event)
    addresses = {view: links.address(person, view) for view in ("mine", "cancel", "erase", "export")}
    return TemplateResponse(
        request,
        template,
        {
            "head": replace(head.for_no_page(), title=f"{title} – {settings.SITE_NAME}"),
            "title": title,
            "person": person,
            "item": item,
            "event_url": item.event.get_url(request) if shown else "",
            "links": addresses,
            **context,
        },
    )
