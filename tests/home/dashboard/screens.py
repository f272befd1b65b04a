"""What the first screen shows, and what there is to show."""

from datetime import timedelta

from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from home import dashboard
from portal.people.models import User
from projects.agenda.models import WorkshopPage
from projects.parks.models import ProjectPage

HOME = reverse("wagtailadmin_home")
HOSTILE = "<script>alert(1)</script> & « co »"


def soup(client, url=HOME):
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


def links(client, selector, url=HOME):
    """The text and the address of links on a screen."""
    return {link.get_text(strip=True): link["href"] for link in soup(client, url).select(selector)}


def tasks(person):
    """What waits for a person, as titles by task."""
    fresh = User.objects.get(pk=person.pk)
    return {
        each.task.slug: [choice.label for choice in each.choices]
        for each in dashboard.waiting(fresh, timezone.now())
    }


def draft_of(person, page):
    page.save_revision(user=person)
    return page


def make_waiting(tree, person, park, number=1, title="Un goûter"):
    """Everything that can wait for a person, so many times."""
    for each in range(number):
        draft_of(person, tree.add(ProjectPage, parent=park, title=f"{title}, projet {each}"))
        event = tree.add(
            WorkshopPage,
            parent=park,
            title=f"{title}, atelier {each}",
            review_by=timezone.localdate() - timedelta(days=each),
        )
        tree.date(event, days=5 + each)
        tree.date(event, days=-5 - each)
