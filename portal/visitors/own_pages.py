"""Pages for one person alone: what the forms and the own links of people without an account share."""

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
from portal.content.models import PortalPage


@dataclass(frozen=True)
class OwnLinks:
    """Addresses of a namespace that hold a random key, signed: whoever has one is that person."""

    namespace: str
    salt: str

    def address(self, key: uuid.UUID, view: str = "mine") -> str:
        """Absolute, in the language that is spoken at the moment."""
        return settings.SITE_URL + reverse(f"{self.namespace}:{view}", args=(self._signer.sign(key.hex),))

    def key(self, signed: str) -> uuid.UUID | None:
        """None where the link is forged or cut short."""
        try:
            return uuid.UUID(self._signer.unsign(signed))
        except (BadSignature, ValueError):
            return None

    @property
    def _signer(self) -> Signer:
        return Signer(sep=".", salt=self.salt)


def by_link(holder: Callable[[str], Any], unknown: str) -> Callable:
    """For views of whoever holds a link; where it opens nothing any more, `unknown` is shown."""

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
    """Kept by no cache, listed by no search engine, and its address told to no other site."""
    add_never_cache_headers(answer)
    answer["Referrer-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def form_context(
    page: PortalPage, request: HttpRequest, part: str, title: str, form: Form | None = None
) -> dict[str, Any]:
    """The context of a form, or its answer, that is an alternate view of a page. Its title starts with
    “Erreur” where the form has errors.
    """
    request.portal_page = page  # type: ignore[attr-defined]
    request.portal_part = head.Part(part)  # type: ignore[attr-defined]
    if form is not None and form.errors:
        title = _("Erreur : %(title)s") % {"title": title}
    own_head = replace(head.for_no_page(), title=f"{title}, {page.title} – {settings.SITE_NAME}")
    return {"page": page, "head": own_head}
