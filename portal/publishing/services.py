"""Changes the publication of several pages."""

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from wagtail.models import Page

from portal.publishing.requirements import IncompletePage, refusal_of


@transaction.atomic
def unpublish_incomplete(page: Page, user: AbstractUser | None = None) -> list[IncompletePage]:
    """Unpublishes a page and its descendants if they are incomplete; returns the refusals."""
    live = Page.objects.descendant_of(page, inclusive=True).live().order_by("path").specific()
    refusals = [refusal for each in live if (refusal := refusal_of(each))]
    for refusal in refusals:
        refusal.page.unpublish(user=user)
    return refusals
