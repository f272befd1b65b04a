"""The API used by the admin’s own scripts."""

from wagtail import hooks

from portal.api import admin


@hooks.register("construct_admin_api", order=10)
def keep_scripts_within_rights(router):
    router.register_endpoint("pages", admin.PagesEndpoint)
    router.register_endpoint("images", admin.PicturesEndpoint)
    router.register_endpoint("documents", admin.DocumentsEndpoint)
