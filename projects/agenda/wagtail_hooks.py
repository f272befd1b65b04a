"""The agenda in the admin: the screen « Dates », one click from the page of an event."""

from django.contrib.auth.models import Permission
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import HeaderButton

from portal.records.models import may_write_records
from projects.agenda import services
from projects.agenda.dates.viewset import occurrences
from projects.agenda.models import EventPage
from projects.agenda.proposals import desk as proposal_desk
from projects.agenda.registrations import desk


@hooks.register("register_admin_viewset")
def register_viewset():
    return [occurrences, desk.viewset, proposal_desk.viewset]


@hooks.register("register_permissions")
def offer_personal_data_to_groups():
    return Permission.objects.filter(content_type__app_label="agenda", codename="handle_personal_data")


@hooks.register("register_page_header_buttons")
def dates_button(page, user, view_name, next_url=None):
    if isinstance(page, EventPage) and may_write_records(user, page):
        yield HeaderButton(
            _("Dates"),
            url=occurrences.address_for(page),
            icon_name=occurrences.icon,
            priority=15,
        )


@hooks.register("before_publish_page")
@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def save_first_date(request, page):
    if isinstance(page, EventPage) and (first_date := getattr(page, "first_date", None)):
        services.set_first_date(page, first_date)
        page.first_date = None
