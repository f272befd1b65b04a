"""Publication in the admin: incomplete pages stay drafts, and their writers are told why."""

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
    """A copy is born published where its model is, but without its dates, its number or its Park."""
    for refusal in services.unpublish_incomplete(new_page, request.user):
        tell(request, refusal)


@hooks.register("before_publish_page", order=10)
def refuse_incomplete_page(request, page):
    """What was typed is kept as a draft; what else happens after a page is saved happens all the same."""
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


# In the place of Wagtail’s own.
hooks.register("register_bulk_action", PublishCompletePages, order=10)
