"""Hints for editors in the admin."""

from wagtail import hooks
from wagtail.admin.userbar import ContentCheckerItem

from portal.writing.content_checker import PortalChecker


@hooks.register("construct_wagtail_userbar")
def check_by_our_rules(request, items, page):
    """Replaces Wagtail’s content checker in the preview, the editor’s panel and on the site."""
    items[:] = [
        PortalChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]
