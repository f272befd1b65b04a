"""Writes about pages that touch several rows."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, get_page_models
from wagtail.search import index

from portal.content import authorship, park_branches
from portal.content.models import PortalPage
from portal.people.models import User
from portal.publishing import reviews
from portal.search import public_texts
from portal.territory.models import Park


@transaction.atomic
def inherit_park(page: Page) -> None:
    """Sets the Park of a page and its descendants to that of its parent; None outside every Park.

    A page that presents a Park keeps its own choice, passes it down, and gives its branch to that Park’s
    team. A shared page keeps the Park that wrote it.
    """
    if not isinstance(page, PortalPage):
        return
    if page.is_written_by_parks:
        return
    if page.specific_class in authorship.shelf_types():
        park_branches.give_shelf(page)
    if not page.chooses_park:
        parent = PortalPage.objects.parent_of(page).first()
        page.park_id = parent.park_id if parent else None
    else:
        park_branches.give_branch(page)
    changed = list(_same_park_below(page).exclude(park_id=page.park_id).values_list("pk", flat=True))
    if changed:
        PortalPage.objects.filter(pk__in=changed).update(park_id=page.park_id)
        for each in PortalPage.objects.filter(pk__in=changed).specific():
            index.insert_or_update_object(each)


@transaction.atomic
def give_park(page: Page, user: User | None) -> None:
    """Sets the Park of a new page: its parent’s, or its author’s for a shared page."""
    if isinstance(page, PortalPage) and page.is_written_by_parks:
        if page.park_id is None and user:
            write_for(page, authorship.parks_of(user).first())
    else:
        inherit_park(page)


@transaction.atomic
def write_for(page: PortalPage, park: Park | None) -> None:
    """Sets the Park that wrote a page, in all translations, at once and without a publication."""
    page.park = park
    versions = PortalPage.objects.filter(Q(pk=page.pk) | Q(translation_key=page.translation_key))
    if versions.exclude(park=park).update(park=park):
        for version in versions.live().specific():
            index.insert_or_update_object(version)


@transaction.atomic
def renew_public_texts(page: Page) -> None:
    """Refreshes the public texts of a page and its descendants after their restrictions changed."""
    subtree = PortalPage.objects.descendant_of(page, inclusive=True)
    public_texts.refresh(subtree.specific().iterator(chunk_size=200))


def _same_park_below(page: PortalPage):
    """Returns the page and its descendants, without the branches of other pages that choose a Park."""
    choosers = [model for model in get_page_models() if getattr(model, "chooses_park", False)]
    subtree = PortalPage.objects.descendant_of(page, inclusive=True)
    for other in Page.objects.descendant_of(page).type(*choosers):
        subtree = subtree.not_descendant_of(other, inclusive=True)
    return subtree


def rename_draft(page: Page, slug: str) -> None:
    """Sets the new slug in the latest draft too."""
    if revision := page.latest_revision:
        revision.content["slug"] = slug
        revision.save(update_fields=["content"])


def remind_reviews() -> int:
    """Emails the owners of pages whose review date has come; returns the number of pages."""
    return reviews.remind(PortalPage.objects.written().to_review(timezone.localdate()))
