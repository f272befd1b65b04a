from django.db.models import Count, OuterRef, Subquery
from wagtail.models import PageQuerySet

from portal.writing.models import DeadLink


def with_dead_links(pages: PageQuerySet) -> PageQuerySet:
    """Published pages with links that lead nowhere, the longest dead first.

    Adds how many they are (`dead_links_number`), since when and where the first stands.
    """
    links = DeadLink.objects.filter(page=OuterRef("pk")).order_by("since", "pk")
    number = links.order_by().values("page").annotate(number=Count("pk")).values("number")
    return (
        pages.live()
        .annotate(
            dead_links_number=Subquery(number),
            dead_link_since=Subquery(links.values("since")[:1]),
            dead_link_place=Subquery(links.values("place")[:1]),
        )
        .filter(dead_links_number__gt=0)
        .order_by("dead_link_since", "pk")
    )
