"""Registers the screen to decline a proposal."""

from wagtail import hooks

from projects.proposals import admin


@hooks.register("register_admin_viewset")
def register_viewset():
    return admin.viewset
