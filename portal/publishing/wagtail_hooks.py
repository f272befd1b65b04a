"""Wagtail hooks for publication: incomplete pages stay drafts, and their authors are told why."""

from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from portal.publishing import services
from portal.publishing.bulk_publication import PublishCompletePages
from portal.publishing.messages import tell
from portal.publishing.requirements import refusal_of


@hooks.register("after_copy_page", order=10)
def keep_incomplete_copies_back(request, page, new_page):
    """Unpublishes incomplete copies: a copy of a live page is live, but without dates, number or Park."""
    for refusal in services.unpublish_incomplete(new_page, request.user):
        tell(request, refusal)


@hooks.register("before_publish_page", order=10)
def refuse_incomplete_page(request, page):
    """Keeps the input as a draft, and runs the other hooks that follow saving a page."""
    refusal = refusal_of(page)
    if refusal is None:
        return None
    is_new = request.resolver_match.url_name == "add"
    for hook in hooks.get_hooks("after_create_page" if is_new else "after_edit_page"):
        hook(request, page)
    tell(request, refusal)
    return redirect(refusal.editor)


@hooks.register("insert_editor_js")
def lead_from_the_checklist_to_the_fields():
    return format_html('<script type="module" src="{}"></script>', static("js/checklist.js"))


# Replaces Wagtail’s own action.
hooks.register("register_bulk_action", PublishCompletePages, order=10)
