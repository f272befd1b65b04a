"""The agenda in the admin: first date of an event, permission on personal data."""

from django.contrib.auth.models import Permission
from wagtail import hooks

from projects.agenda import services
from projects.agenda.models import EventPage


@hooks.register("register_permissions")
def offer_personal_data_to_groups():
    return Permission.objects.filter(content_type__app_label="agenda", codename="handle_personal_data")


@hooks.register("before_publish_page")
@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def save_first_date(request, page):
    if isinstance(page, EventPage) and (first_date := getattr(page, "first_date", None)):
        services.set_first_date(page, first_date)
        page.first_date = None
