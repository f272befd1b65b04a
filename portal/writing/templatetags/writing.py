from django import template

from portal.writing.advice import advice_on

register = template.Library()


@register.simple_tag
def writing_advice(page):
    """Returns the hints for a page; see `portal.writing`."""
    return advice_on(page)
