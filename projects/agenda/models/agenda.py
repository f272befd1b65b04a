"""The page that lists all dates."""

from dataclasses import replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField

from portal.content import alternate_views, head
from portal.content.alternate_views import OfferedFile
from portal.content.blocks import SHORT_TEXT_FEATURES
from portal.content.models import PortalPage
from portal.pages.paging import NearPaginator
from projects.agenda import search
from projects.agenda.forms import AgendaForm

COMING_PER_PAGE = 20
PAST_PER_PAGE = 10
#: The alternate view of the email subscription.
BY_MAIL = "abonnement"


class AgendaPage(PortalPage):
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "agenda/agenda_page.html"
    max_count_per_parent = 1
    page_description = _("La porte « Participer » : tous les rendez-vous, mois par mois.")
    kind_slug = "agenda"
    family = "join"
    label = ""
    files = (
        OfferedFile("agenda.ics", _("Dans mon agenda"), "iCalendar", "calendar"),
        OfferedFile("agenda.atom", _("Dans mon lecteur de nouvelles"), "Atom", "info"),
    )
    api_details = [
        *PortalPage.api_details,
        APIField("introduction"),
    ]

    introduction = RichTextField(
        _("introduction"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Ce que l’on trouve ici, et comment venir."),
    )

    content_panels = [*PortalPage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    @property
    def subscription_url(self) -> str:
        """Returns the URL of the email subscription form, else an empty string."""
        form = alternate_views.find(self, BY_MAIL)
        return form.address(self.url) if form and self.url else ""

    def structured_data(self, request):
        return {"@type": "CollectionPage"}

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        form, now = AgendaForm(request.GET, locale=self.locale), timezone.now()
        context["form"] = form
        show = _as_month if form.shows_month else _as_list
        return show(context, form, now, request.GET)


def _as_list(context, form, now, query):
    """Adds pages of coming and past dates, with their events in one query."""
    from projects.agenda import maps
    from projects.agenda.listings import by_month, listed

    dates = search.find(form.selection)
    in_order = dates.upcoming(now).in_order()
    found = search.nearest_first(in_order, form.selection) if form.sorts_by_distance else in_order
    coming = NearPaginator(found, COMING_PER_PAGE, query.get("page"), counted=in_order).page_asked
    past = NearPaginator(dates.over(now).latest_first(), PAST_PER_PAGE, query.get("passees")).page_asked
    items = listed([*coming.object_list, *past.object_list], search.pages(form.selection))
    first = set(coming.object_list)
    coming_items = [item for item in items if item.occurrence in first]
    by_distance = [(None, coming_items)] if coming_items else []
    return context | {
        "map": maps.of_dates(coming_items),
        "coming": coming,
        "past": past,
        "nearest": [] if coming_items else _nearest(form, now),
        "coming_by_month": by_distance if form.sorts_by_distance else by_month(coming_items),
        "past_by_month": by_month(
            (item for item in items if item.occurrence not in first), latest_first=True
        ),
        "head": head.for_list_page(context["head"], max(coming.number, past.number)),
    }


def _nearest(form, now):
    """Returns what comes nearest to the place asked, however far, as a list of one or none."""
    from projects.agenda.listings import listed

    return listed(search.nearest(form.selection, now), search.pages(form.selection))


def _as_month(context, form, now, _query):
    """Adds the month grid."""
    from portal.territory import months
    from projects.agenda import grid

    month = form.month(months.day_of(now))
    shown = grid.month_grid(form.selection, month, now)
    own = head.for_list_page(context["head"], 1, date_format(month, "F Y").capitalize())
    robots = "noindex" if shown.is_empty or shown.is_far else own.robots
    return context | {"grid": shown, "head": replace(own, robots=robots)}
