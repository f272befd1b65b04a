"""Wagtail hooks for pages: the chooser’s queryset, links in rich text, the Park of a page."""

from django.urls import reverse
from wagtail import hooks

from portal.content import authorship, services
from portal.content.link_prefetch import BatchedDocumentLinkHandler, BatchedPageLinkHandler
from portal.content.rights import ABOUT_EVERYTHING, on_everything
from portal.pages.querysets import open_pages


@hooks.register("construct_page_chooser_queryset")
def choose_among_public_pages_and_ones_own(pages, request):
    return pages.filter(pk__in=open_pages(request.user).values("pk"))


@hooks.register("construct_reports_menu")
def hide_reports_on_everything(request, items):
    """Hides reports that the user may not open."""
    if not on_everything(request):
        refused = {reverse(name) for name in ABOUT_EVERYTHING}
        items[:] = [item for item in items if getattr(item, "url", "") not in refused]


@hooks.register("register_rich_text_features", order=100)
def register_batched_links(features):
    features.register_link_type(BatchedPageLinkHandler)
    features.register_link_type(BatchedDocumentLinkHandler)


@hooks.register("after_create_page")
def take_park_of_parent(request, page):
    services.give_park(page, request.user)


@hooks.register("after_copy_page")
def take_park_of_new_parent(request, page, new_page):
    services.give_park(new_page.specific, request.user)


@hooks.register("after_create_page", order=10)
@hooks.register("after_edit_page")
def note_which_park_wrote_it(request, page):
    """Saves the Park chosen in the form, if the user may choose it."""
    if getattr(page, "is_written_by_parks", False) and authorship.may_choose_author(request.user):
        services.write_for(page, page.park)


@hooks.register("before_publish_page")
def take_park_before_publication(request, page):
    services.inherit_park(page)
