"""The button « Dates » in the header of an event page."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import HeaderButton

from portal.records.models import may_write_records
from projects.agenda.models import EventPage
from projects.scheduling.viewset import occurrences


@hooks.register("register_admin_viewset")
def register_viewset():
    return occurrences


@hooks.register("register_page_header_buttons")
def dates_button(page, user, view_name, next_url=None):
    if isinstance(page, EventPage) and may_write_records(user, page):
        yield HeaderButton(
            _("Dates"),
            url=occurrences.address_for(page),
            icon_name=occurrences.icon,
            priority=15,
        )
