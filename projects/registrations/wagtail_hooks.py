"""Registers the admin screens of registrations, and the way there for facilitators."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.people.facilitators import facilitated_parks
from projects.registrations import admin


class RegistrationsMenuItem(MenuItem):
    """Others come from the dates of an event."""

    def is_shown(self, request):
        return facilitated_parks(request.user).exists()


@hooks.register("register_admin_viewset")
def register_viewset():
    return admin.viewset


@hooks.register("register_admin_menu_item")
def way_to_the_registrations():
    address = reverse_lazy("registration_desk:dates")
    return RegistrationsMenuItem(_("Inscriptions"), address, icon_name="calendar-check", order=260)
