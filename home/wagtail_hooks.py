"""Admin hooks: stylesheet, dashboard, and the views that the dashboard links to."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail import hooks
from wagtail.admin.menu import DismissibleMenuItem, MenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button

from home import dashboard
from home.catalogue import sought
from home.catalogue.models import CataloguePage
from home.dashboard import beginnings, popularity
from home.help import views as help_views
from portal.people.requests import AuthenticatedHttpRequest

CHOICES_PER_PAGE = 50


class DashboardPanel(Component):
    """Dashboard panel, before Wagtail’s own panels of moderation and recent edits."""

    name = "dashboard"
    order = 10
    template_name = "wagtailadmin/home/dashboard.html"

    def get_context_data(self, parent_context):
        user, now = parent_context["request"].user, timezone.now()
        return {
            "starts": dashboard.starts(user),
            "waiting": dashboard.waiting(user, now),
            "most_read": popularity.most_read(user, timezone.localdate(now)),
        }


@hooks.register("construct_homepage_panels")
def add_dashboard(request, panels):
    panels.append(DashboardPanel())


@hooks.register("construct_homepage_summary_items", order=1000)
def count_nothing(request, items):
    """Removes the numbers of pages and images, which help nobody to start; the menu has the links."""
    items.clear()


@hooks.register("construct_help_menu")
def no_news_of_the_software(request, items):
    """Removes Wagtail’s news, which would show a badge on every view until they are read."""
    items[:] = [item for item in items if not isinstance(item, DismissibleMenuItem)]


@hooks.register("register_help_menu_item")
def way_to_the_guides():
    return MenuItem(_("Guides"), reverse_lazy("help_contents"), icon_name="help", order=10)


@hooks.register("insert_global_admin_css")
def colours():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_admin_urls")
def dashboard_urls():
    return [
        path("bureau/creer/<slug:kind>/", choose_place, name="dashboard_create"),
        path("bureau/dates/", choose_event, name="dashboard_dates"),
        path("bureau/modeles/", beginnings.choose, name="dashboard_models"),
        path("bureau/modeles/<slug:slug>/", beginnings.from_model, name="dashboard_model"),
        path("bureau/repartir/<int:pk>/", beginnings.from_page, name="dashboard_repeat"),
        path("bureau/recherches/", show_sought, name="dashboard_sought"),
        path("bureau/a-faire/<slug:slug>/", show_task, name="dashboard_task"),
        path("aide/", help_views.index, name="help_contents"),
        path("aide/<slug:slug>/", help_views.show, name="help_guide"),
    ]


@hooks.register("register_page_header_buttons")
def repeat_page(page, user, view_name, next_url=None):
    if page.specific_class in dashboard.CREATABLE_TYPES and page.permissions_for_user(user).can_edit():
        url = reverse("dashboard_repeat", args=(page.pk,))
        yield Button(_("Repartir de cette page"), url=url, icon_name="copy", priority=16)


def choose_place(request: AuthenticatedHttpRequest, kind: str) -> HttpResponse:
    """Asks for the parent of a new page, or redirects to the form if there is only one."""
    page_type = dashboard.CREATABLE.get(kind)
    if page_type is None:
        raise Http404
    parents = dashboard.parents_for(page_type, dashboard.places_to_add(request.user))
    if not parents:
        raise PermissionDenied
    if len(parents) == 1:
        return redirect(dashboard.way_to_add_under(page_type, parents[0]))
    choices = [
        dashboard.Choice(parent.get_admin_display_title(), dashboard.way_to_add_under(page_type, parent))
        for parent in parents
    ]
    return _choice(
        request,
        _("Pour quel Parc ?"),
        choices,
        subtitle=capfirst(str(page_type._meta.verbose_name)),
        icon="globe",
    )


def choose_event(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Asks for the event to add a date to, with a search by title."""
    query = request.GET.get("q", "").replace("\0", "").strip()
    events = dashboard.events_to_date(request.user).filter(title__icontains=query).select_related("park")
    return _choice(
        request,
        _("À quel rendez-vous ajouter une date ?"),
        events,
        icon="calendar-alt",
        query=query,
        as_choice=_choice_of_event,
        is_searched=True,
    )


def _choice_of_event(event):
    note = " – ".join(filter(None, [capfirst(event.kind_label), str(event.park or "")]))
    url = reverse("dates:add", args=(event.pk,))
    return dashboard.Choice(event.get_admin_display_title(), url, note)


def show_task(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Lists all pages of a task."""
    task = dashboard.TASKS.get(slug)
    if task is None:
        raise Http404
    now = timezone.now()
    pages = task.pages(request.user, now)
    number = pages.count()
    return _choice(
        request,
        f"{number} {task.label(number)}",
        pages,
        icon=task.icon,
        as_choice=lambda page: task.choice(page, now),
    )


class SoughtMenuItem(MenuItem):
    def is_shown(self, request):
        return dashboard.may_see_sought(request)


@hooks.register("register_reports_menu_item")
def way_to_what_is_sought():
    return SoughtMenuItem(
        _lazy("Recherches sans réponse"), reverse_lazy("dashboard_sought"), icon_name="search", order=200
    )


def show_sought(request: HttpRequest) -> HttpResponse:
    """Lists searches without a complete result, the most frequent first."""
    if not dashboard.may_see_sought(request):
        raise PermissionDenied
    catalogue = CataloguePage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE).first()
    address = catalogue.url if catalogue else "/"
    return _choice(
        request,
        _("Recherches sans réponse"),
        sought.most_sought(),
        subtitle=_("Ce que les pages ne disent pas"),
        icon="search",
        as_choice=lambda each: dashboard.sought_as_choice(each, address),
    )


def _choice(request, title, choices, *, icon, subtitle="", query="", as_choice=None, is_searched=False):
    """Renders a paginated list of links under a title."""
    paginator = WagtailPaginator(choices, CHOICES_PER_PAGE)
    shown = paginator.get_page(request.GET.get("p"))
    if as_choice:
        shown.object_list = [as_choice(each) for each in shown.object_list]
    return TemplateResponse(
        request,
        "wagtailadmin/home/choice.html",
        {
            "page_title": title,
            "page_subtitle": subtitle,
            "header_title": title,
            "header_icon": icon,
            "breadcrumbs_items": [],
            "choices": shown,
            "pages": paginator.get_elided_page_range(shown.number),
            "is_searched": is_searched,
            "query": query,
        },
    )
