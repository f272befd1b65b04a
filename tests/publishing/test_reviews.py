"""Owners are told of the pages they promised to check, once for each day promised."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email
from wagtail.users.models import UserProfile

from home.models import StandardPage
from portal.content.models import PortalPage
from portal.people.models import User


@pytest.fixture
def due(tree, network_editor):
    yesterday = timezone.localdate() - timedelta(days=1)
    return tree.add(StandardPage, title="« Nous & vous »", owner=network_editor, review_by=yesterday)


def remind() -> list:
    call_command("remind_reviews", verbosity=0)
    return list(Email.objects.order_by("pk"))


class TestAPageWhoseDayHasCome:
    def test_is_told_once_with_the_way_to_it(self, due, network_editor):
        remind()
        (message,) = remind()
        assert message.to == [network_editor.email]
        assert "« Nous & vous »" in message.message
        assert f"http://localhost/admin/pages/{due.pk}/edit/#:w:contentpath=review_by" in message.message

    def test_is_told_again_for_another_day(self, due):
        remind()
        PortalPage.objects.filter(pk=due.pk).update(review_by=timezone.localdate())
        assert len(remind()) == 2

    def test_comes_with_the_others_of_the_same_owner(self, due, tree, network_editor):
        tree.add(StandardPage, owner=network_editor, review_by=timezone.localdate())
        (message,) = remind()
        assert message.subject.startswith("2 pages")

    def test_waits_while_nobody_can_be_told(self, due, network_editor):
        network_editor.is_active = False
        network_editor.save()
        assert remind() == []

    def test_stops_nobody_where_an_address_is_none(self, due, tree, network_editor):
        User.objects.filter(pk=network_editor.pk).update(email="réseau")
        other = User.objects.create_user("autre@example.org", "un mot de passe assez long")
        tree.add(StandardPage, owner=other, review_by=timezone.localdate())
        (message,) = remind()
        assert message.to == [other.email]

    def test_is_told_in_the_language_of_its_owner(self, due, network_editor):
        profile = UserProfile.get_for_user(network_editor)
        profile.preferred_language = "en"
        profile.save()
        (message,) = remind()
        assert message.headers["Content-Language"] == "en"


class TestAPageThatWaits:
    def test_for_its_day_is_not_told(self, due):
        tomorrow = timezone.localdate() + timedelta(days=1)
        PortalPage.objects.filter(pk=due.pk).update(review_by=tomorrow)
        assert remind() == []

    def test_for_its_publication_is_not_told(self, due):
        due.unpublish()
        assert remind() == []
