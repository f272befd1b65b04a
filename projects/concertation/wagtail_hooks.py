"""Registers the desk and its entry in the menu."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from projects.concertation.desk.viewset import desk
from projects.concertation.permissions import pages_to_run


class DeskMenuItem(MenuItem):
    def is_shown(self, request):
        return pages_to_run(request.user).exists()


@hooks.register("register_admin_viewset")
def register_viewset():
    return desk


@hooks.register("register_admin_menu_item")
def way_to_the_desks():
    address = reverse_lazy("consultation_desk:index")
    return DeskMenuItem(_("Concertation"), address, icon_name="group", order=250)
