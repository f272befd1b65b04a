"""The page that lists all dates."""

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField

from portal.content import editions, head
from portal.content.blocks import SHORT_TEXT_FEATURES
from portal.content.editions import OfferedFile
from portal.content.models import PortalPage
from projects.agenda import search
from projects.agenda.forms import AgendaForm

COMING_PER_PAGE = 20
PAST_PER_PAGE = 10
#: The edition by which people subscribe.
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
        """The form to have it by e-mail."""
        form = editions.find(self, BY_MAIL)
        return form.address(self.url) if form and self.url else ""

    def structured_data(self, request):
        return {"@type": "CollectionPage"}

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        form, now = AgendaForm(request.GET, locale=self.locale), timezone.now()
        dates = search.find(form.selection)
        coming = Paginator(dates.upcoming(now).in_order(), COMING_PER_PAGE)
        past = Paginator(dates.over(now).latest_first(), PAST_PER_PAGE)
        context["form"] = form
        context["coming"] = coming.get_page(request.GET.get("page"))
        context["past"] = past.get_page(request.GET.get("passees"))
        context |= _by_month(context["coming"], context["past"])
        pages = max(context["coming"].number, context["past"].number)
        context["head"] = head.for_list_page(context["head"], pages)
        return context


def _by_month(coming, past):
    """Both lists with their events, fetched together."""
    from projects.agenda.listings import by_month, listed

    first = set(coming.object_list)
    items = listed([*coming.object_list, *past.object_list])
    return {
        "coming_by_month": by_month(item for item in items if item.occurrence in first),
        "past_by_month": by_month(item for item in items if item.occurrence not in first),
    }
