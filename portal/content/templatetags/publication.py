from django import template

from portal.content.publication import missing_for_publication

register = template.Library()


@register.inclusion_tag("wagtailadmin/panels/checklist.html")
def publication_checklist(page):
    """What the page lacks before it can be published, as links to its fields."""
    return {"missing": missing_for_publication(page)}
