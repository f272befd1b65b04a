"""Wagtail hooks: session endpoint and second-factor settings."""

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.operations.sign_in import still_signed_in


@hooks.register("register_admin_urls")
def session():
    return [path("session/", still_signed_in, name="still_signed_in")]


@hooks.register("register_settings_menu_item")
def second_factor():
    """Menu item of the sign-in settings: a second factor is optional for each user."""
    return MenuItem(_("Ma connexion"), reverse_lazy("mfa_index"), icon_name="key", order=10)
