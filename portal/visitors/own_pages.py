"""Pages private to one person: helpers for the forms and signed links of people without an account."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from portal.content import head
from portal.content.current import current
from portal.content.models import PortalPage


@dataclass(frozen=True)
class OwnLinks:
    """Signed URLs of a namespace with a random key, which identifies the person."""

    namespace: str
    salt: str

    def address(self, key: uuid.UUID, view: str = "mine") -> str:
        """Returns the absolute URL of a view, in the active language."""
        return settings.SITE_URL + reverse(f"{self.namespace}:{view}", args=(self._signer.sign(key.hex),))

    def key(self, signed: str) -> uuid.UUID | None:
        """Returns the key of a signed link; None if it is forged or truncated."""
        try:
            return uuid.UUID(self._signer.unsign(signed))
        except (BadSignature, ValueError):
            return None

    @property
    def _signer(self) -> Signer:
        return Signer(sep=".", salt=self.salt)


def by_link(holder: Callable[[str], Any], unknown: str) -> Callable:
    """Decorates views opened by a signed link; renders `unknown` if `holder` returns None."""

    def decorated(view: Callable[[HttpRequest, Any], HttpResponse]) -> Callable:
        @wraps(view)
        def found(request: HttpRequest, signed: str) -> HttpResponse:
            person = holder(signed)
            if person is None:
                return opens_nothing(request, unknown)
            return private(view(request, person))

        return found

    return decorated


def opens_nothing(request: HttpRequest, template: str) -> HttpResponse:
    context = {"head": replace(head.for_no_page(), title=_("Lien expiré"))}
    return private(TemplateResponse(request, template, context, status=404))


def private(answer: HttpResponse) -> HttpResponse:
    """Adds headers against caching, indexing, and sending the URL as referrer to other sites."""
    add_never_cache_headers(answer)
    answer["Referrer-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def form_context(
    page: PortalPage, request: HttpRequest, part: str, title: str, form: Form | None = None
) -> dict[str, Any]:
    """Returns the context of a form, or of its result, shown as an alternate view of a page. The title
    starts with “Erreur” if the form has errors.
    """
    shown = current(request)
    shown.page, shown.part = page, part
    if form is not None and form.errors:
        title = _("Erreur : %(title)s") % {"title": title}
    own_head = replace(head.for_no_page(), title=f"{title}, {page.title} – {settings.SITE_NAME}")
    return {"page": page, "head": own_head}
