"""Template tag: the link from an admin view to its guide."""

from django import template
from wagtail_localize.models import Translation

from home.help.guides import guide_of_screen

register = template.Library()


@register.inclusion_tag("wagtailadmin/help/link.html", takes_context=True)
def how_to(context):
    """Renders nothing if the view has no guide. Many headers’ contexts have little but the request."""
    match = getattr(getattr(context, "request", None), "resolver_match", None)
    page = context.get("page")
    page_type = context.get("page_class") or getattr(page, "specific_class", None)
    translates = isinstance(context.get("translation"), Translation)
    return {"guide": guide_of_screen(match, page_type, translates=translates) if match else None}
