"""Mixins of the admin screens of registrations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.pages.versions import source_of
from portal.people.models import User
from portal.records.models import may_write_records
from projects.agenda.models.occurrences import Occurrence
from projects.registrations.models import Registration

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: URL namespace of these screens.
NAME = "registration_desk"


class OfDateMixin:
    """Reads the date from the URL. Access is checked by the rights table (`permissions`)."""

    kwargs: dict[str, Any]
    request: HttpRequest

    def dispatch(self, request, *args, **kwargs):
        answer = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(answer)
        return answer

    @cached_property
    def date(self) -> Occurrence:
        dates = Occurrence.objects.select_related("event__content_type")
        return get_object_or_404(dates, pk=self.kwargs["date_id"])

    @cached_property
    def people(self) -> list[Registration]:
        return list(Registration.objects.at(self.date).in_order())

    def address(self, view: str = "index", *args: Any) -> str:
        return reverse(f"{NAME}:{view}", args=(self.date.pk, *args))


class DatePageMixin(OfDateMixin, WagtailAdminTemplateMixin):
    header_icon = "group"
    page_title = _("Inscriptions")

    def get_page_subtitle(self):
        return f"{self.date.event.get_admin_display_title()}, {self.date}"

    @cached_property
    def may_write_dates(self) -> bool:
        """Facilitators handle the people of a date, and neither the date nor its page."""
        return may_write_records(cast(User, self.request.user), source_of(self.date.event))

    def get_breadcrumbs_items(self):
        event = self.date.event
        if not self.may_write_dates:
            return [
                {"url": reverse(f"{NAME}:dates"), "label": _("Inscriptions")},
                {"url": self.address(), "label": f"{event.title}, {self.date}"},
            ]
        return [
            {"url": reverse("wagtailadmin_pages:edit", args=(event.pk,)), "label": event.title},
            {"url": reverse("dates:index", args=(event.pk,)), "label": _("Dates")},
            {"url": self.address(), "label": str(self.date)},
        ]


class OfPersonMixin(DatePageMixin):
    """A screen about one registration of the date; `title` contains `%(name)s`."""

    title: StrOrPromise = ""

    @cached_property
    def person(self) -> Registration:
        return get_object_or_404(self.date.registrations, pk=self.kwargs["person_id"])

    def get_page_title(self):
        return self.title % {"name": self.person.name}

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]
