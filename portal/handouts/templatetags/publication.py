from django import template

from portal.handouts.notices import replaced_in
from portal.publishing.requirements import missing_for_publication

register = template.Library()


@register.inclusion_tag("wagtailadmin/panels/checklist.html")
def publication_checklist(page):
    """Lists what is missing to publish the page, and what its PDF cannot render, with links to fields."""
    return {"missing": missing_for_publication(page), "replaced": replaced_in(page)}
