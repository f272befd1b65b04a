"""Template filter for dates in words."""

from django import template

from portal.territory import dates

register = template.Library()
register.filter("in_words", dates.in_words)
