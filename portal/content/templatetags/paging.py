"""The pages of a long list, in templates."""

from collections.abc import Iterator

from django import template
from django.core.paginator import Page, Paginator

register = template.Library()


@register.filter
def numbers_around(page: Page) -> Iterator[int | None]:
    """Of its list’s pages the first, those around it and the last; None where some are left out."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return (None if number == Paginator.ELLIPSIS else number for number in numbers)
