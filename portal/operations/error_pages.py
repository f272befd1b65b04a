"""Error responses in the site’s design and language.

They do not read the request’s body, which may have caused the error. If the database may have caused it,
they use a bare page without queries.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import Promise
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext_lazy as _

from portal.operations import given_back
from portal.operations.outages import is_unavailable

logger = logging.getLogger(__name__)

#: The Retry-After header, in seconds.
RETRY_SECONDS = 10


@dataclass(frozen=True)
class Said:
    title: str | Promise
    words: str | Promise


SAID = {
    400: Said(
        _("Le site n’a pas compris cette demande"),
        _("Elle est arrivée incomplète ou mal écrite. Revenez en arrière, puis réessayez."),
    ),
    403: Said(
        _("Vous n’avez pas accès à cette page"), _("Si vous pensez que c’est une erreur, écrivez-nous.")
    ),
    404: Said(
        _("Cette page n’existe pas, ou n’existe plus"),
        _(
            "L’adresse est peut-être mal recopiée. Vous pouvez chercher la page par un mot, "
            "ou repartir de l’accueil."
        ),
    ),
    405: Said(
        _("Cette adresse ne répond pas à une telle demande"),
        _("Revenez en arrière, puis réessayez, ou repartez de l’accueil."),
    ),
    413: Said(
        _("C’est trop lourd pour le site"),
        _("Envoyez un fichier plus léger, ou plusieurs fichiers l’un après l’autre."),
    ),
    429: Said(
        _("Beaucoup de demandes viennent de cette connexion"), _("Réessayez dans quelques minutes.")
    ),
    500: Said(
        _("Quelque chose n’a pas marché"),
        _("Ce n’est pas de votre fait. Réessayez dans quelques minutes."),
    ),
    503: Said(_("Le site est très occupé"), _("Ce n’est pas de votre fait. Réessayez dans un instant.")),
}
#: Statuses whose page makes no database query.
BARE = {500, 503}

_NOT_SENT = _(
    "Votre formulaire n’est pas parti : votre navigateur n’a pas gardé le témoin (« cookie ») qui le "
    "protège. Rien n’est perdu : relisez, puis envoyez de nouveau."
)
_NOT_TAKEN = _(
    "Le site est très occupé : il n’a rien noté de ce que vous avez écrit. Rien n’est perdu : "
    "attendez un instant, puis envoyez de nouveau."
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 404)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Handles uncaught exceptions: 503 if the database is unavailable, else 500."""
    return answer(request, 503 if is_unavailable(sys.exc_info()[1]) else 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Handles a form without its CSRF cookie: nothing is saved, the form is shown again, filled in."""
    return not_taken(request, 403, _NOT_SENT)


def not_taken(request: HttpRequest, status: int, why: str | Promise) -> HttpResponse:
    """Shows the submitted values again: in their form, else on a separate page."""
    with _speaking(request):
        again = _form_again(request, why)
        if again is not None:
            return _finished(again, request, status)
        if not given_back.may_be_sent_again(request):
            return answer(request, status)
        context = given_back.context_of(request)
        return answer(request, status, words=why, extra=context, is_bare=True)


def _form_again(request: HttpRequest, why: str | Promise) -> HttpResponse | None:
    try:
        return given_back.form_again(request, why)
    except Exception as error:
        if not is_unavailable(error) and not isinstance(error, UnreadablePostError):
            raise
        return None


def answer(
    request: HttpRequest,
    status: int,
    *,
    words: str | Promise = "",
    extra: dict[str, Any] | None = None,
    is_bare: bool = False,
) -> HttpResponse:
    said = SAID[status]
    with _speaking(request):
        if request.path_info.startswith("/api/"):
            response: HttpResponse = JsonResponse({"message": str(said.title)}, status=status)
        else:
            context = {"status": status, "said": said, "words": words or said.words, "typed": []}
            context |= extra or {}
            page = _page(request, context, is_bare=is_bare or status in BARE)
            response = HttpResponse(page, status=status)
    return _finished(response, request, status)


def _finished(response: HttpResponse, request: HttpRequest, status: int) -> HttpResponse:
    response.status_code = status
    if status == 503:
        response["Retry-After"] = str(RETRY_SECONDS)
    if status != 404:
        add_never_cache_headers(response)
    return response


def _page(request: HttpRequest, context: dict[str, Any], *, is_bare: bool) -> str:
    if not is_bare:
        try:
            return render_to_string("errors/page.html", context, request)
        except Exception as error:
            # The cause of the error may also break the page.
            logger.warning("An error is told without the site’s navigation: %s", type(error).__name__)
    context["home_url"] = reverse("wagtail_serve", args=[""])
    return render_to_string("errors/bare.html", context, request if context["typed"] else None)


def _speaking(request: HttpRequest) -> override:
    """Activates the request’s language, or that of its URL if the error came before LocaleMiddleware."""
    spoken = getattr(request, "LANGUAGE_CODE", None) or get_language_from_path(request.path_info)
    return override(spoken or settings.LANGUAGE_CODE)


class ErrorPagesMiddleware:
    """Replaces empty error responses by the site’s pages; handles an unavailable database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_faceless = not response.streaming and not response.content and response.status_code in SAID
        if not is_faceless or request.method == "HEAD":
            return response
        faced = answer(request, response.status_code)
        for name, value in response.items():
            if name not in ("Content-Type", "Content-Length"):
                faced[name] = value
        faced.cookies = response.cookies
        return faced

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, UnreadablePostError):
            return answer(request, 400)
        if is_unavailable(exception):
            logger.warning("The database could not be asked: %s", type(exception).__name__)
            return not_taken(request, 503, _NOT_TAKEN)
        return None
