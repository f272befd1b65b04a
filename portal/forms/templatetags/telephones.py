"""Numbers in templates: `{% telephone number %}` renders a `tel:` link if the number is valid.

`number|telephone` returns its text, `number|telephone_link` its URL.
"""

from django import template
from django.utils.html import escape, format_html

from portal.forms import telephones

register = template.Library()

register.filter("telephone", telephones.written)
register.filter("telephone_link", telephones.link)


@register.simple_tag
def telephone(number: str) -> str:
    link, words = telephones.link(number), telephones.written(number)
    return format_html('<a href="{}">{}</a>', link, words) if link else escape(words)
