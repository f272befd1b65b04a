"""Template filter for the page links of a paginated list."""

from collections.abc import Iterator

from django import template
from django.core.paginator import Page

register = template.Library()


@register.filter
def numbers_around(page: Page) -> Iterator[int | None]:
    """Returns the numbers of the first page, those around this one and the last; None for each gap."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return (number if isinstance(number, int) else None for number in numbers)
