"""Pages for tests: each is made with the parents its own rules ask for."""

from datetime import timedelta
from itertools import count

from django.apps import apps
from django.utils import timezone
from wagtail.models import Locale, Page, get_page_models

from home.models import HomePage
from portal.content.models import PortalPage
from portal.territory.models import Park
from projects.agenda import services
from projects.agenda.models import EventPage

_numbers = count(1)


def page_types() -> list[type[PortalPage]]:
    """Every type that an editor can create, but the home page that migrations make."""
    return sorted(
        (
            model
            for model in get_page_models()
            if issubclass(model, PortalPage) and model.is_creatable and model is not HomePage
        ),
        key=lambda model: model.__name__,
    )


def event_types() -> list[type[EventPage]]:
    return [model for model in page_types() if issubclass(model, EventPage)]


class Tree:
    """A small site. `add` answers a published page unless it is told otherwise."""

    def __init__(self):
        self.home = HomePage.objects.get(locale=Locale.objects.get(language_code="fr"))

    def add(self, page_type: type[Page], parent: Page | None = None, **fields) -> Page:
        number = next(_numbers)
        fields.setdefault("title", f"{page_type.__name__} {number}")
        fields.setdefault("slug", f"{page_type.__name__.lower()}-{number}")
        if getattr(page_type, "chooses_park", False):
            fields.setdefault("park", self.park(number))
        page = page_type(**fields)
        parent = parent or self.parent_for(page_type)
        if not (page_type.chooses_park or page_type.is_written_by_parks):
            page.park_id = getattr(parent, "park_id", None)
        if page.live:
            page.first_published_at = page.last_published_at = timezone.now()
        parent.add_child(instance=page)
        return page

    def parent_for(self, page_type: type[Page]) -> Page:
        """An existing page that may hold the type, else one made for it."""
        parent_type = apps.get_model(page_type.parent_page_types[0])
        existing = parent_type.objects.first()
        return existing or self.add(parent_type)

    def park(self, number: int | None = None) -> Park:
        number = number or next(_numbers)
        return Park.objects.create(name=f"Parc {number}", slug=f"parc-{number}")

    def date(self, event: EventPage, days: float = 7, hours: float = 2, **facts):
        starts_at = timezone.now() + timedelta(days=days)
        return services.schedule(event, starts_at, starts_at + timedelta(hours=hours), **facts)
