"""Events that an association proposes, those who answer, and what they read."""

import re
from datetime import date, timedelta

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from portal.content import park_branches
from portal.people.models import User

LONG = "é" * 10_000
HOSTILE = "<script>alert(1)</script> & « co » {{ 7 }} 🐌"


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def change_of_clocks(month: int) -> str:
    """The next night when clocks change in March or in October: the last Sunday of the month."""
    today = timezone.localdate()
    for year in (today.year, today.year + 1):
        last = date(year, month, 31)
        sunday = last - timedelta(days=(last.weekday() + 1) % 7)
        if sunday > today:
            return sunday.isoformat()
    raise AssertionError


def emails_to(address: str) -> list[Email]:
    return list(Email.objects.filter(to=[address]).order_by("pk"))


def open_park_of(page):
    park_branches.open_park(page.park)
    return page


def somebody_of(page, role="communicators", email="equipe@example.org") -> User:
    person = User.objects.create_user(email, "un mot de passe assez long", first_name="Dominique")
    person.groups.add(getattr(page.park.team, role))
    return person


def sign_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def soup(answer):
    return BeautifulSoup(answer.content, "html.parser")


def said(answer) -> str:
    return re.sub(r"\s+", " ", soup(answer).find("main").get_text(" ", strip=True))


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def decline(page):
    return reverse("proposal_desk:decline", args=(page.pk,))


def moderate(client, page, action, comment=""):
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, action, state.pk))
    return client.post(url, {"comment": comment})
