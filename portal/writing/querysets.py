from django.db.models import Count, OuterRef, Subquery
from wagtail.models import PageQuerySet

from portal.writing.models import DeadLink


def with_dead_links(pages: PageQuerySet) -> PageQuerySet:
    """Returns the published pages with dead links, longest dead first.

    Annotates `dead_links_number`, and the date and place of the oldest dead link.
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
