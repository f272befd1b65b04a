from django import template

from portal.writing.advice import advice_on

register = template.Library()


@register.simple_tag
def writing_advice(page):
    """What could be written better in a page; see `portal.writing`."""
    return advice_on(page)
