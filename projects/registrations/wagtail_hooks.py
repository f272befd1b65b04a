"""Registers the admin screens of registrations."""

from wagtail import hooks

from projects.registrations import admin


@hooks.register("register_admin_viewset")
def register_viewset():
    return admin.viewset
