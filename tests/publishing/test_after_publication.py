"""What follows a publication is one list of steps."""

import pytest
from wagtail.signals import page_published

from home.models import StandardPage
from portal.publishing import after_publication
from tests.support.publication import complete

pytestmark = pytest.mark.django_db

OURS = {"home", "methods", "portal", "projects"}


def test_no_room_listens_beside_the_list():
    synchronous, _asynchronous = page_published._live_receivers(None)
    ours = [each for each in synchronous if each.__module__.split(".")[0] in OURS]
    assert ours == [after_publication.follow]


def test_the_steps_are_called_in_their_order(tree, monkeypatch):
    called = []
    steps = [lambda page, number=number: called.append((number, page.pk)) for number in range(3)]
    page = complete(tree.add(StandardPage))
    monkeypatch.setattr(after_publication, "steps", lambda: steps)
    page.save_revision().publish()
    assert called == [(0, page.pk), (1, page.pk), (2, page.pk)]
