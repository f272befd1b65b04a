"""A Park beside another, and somebody who writes for it."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.images import ImageFile

from methods.models import MethodIndexPage
from portal.media.models import Picture
from projects.parks.models import ParkPage
from tests.media.test_pictures import photo
from tests.support.people import make_person, sign_in


@pytest.fixture
def park(tree):
    return tree.add(ParkPage, title="Parc du Vexin")


@pytest.fixture
def other_park(tree, park):
    return tree.add(ParkPage, title="Parc des Ballons")


@pytest.fixture
def shelf(tree):
    return tree.add(MethodIndexPage)


@pytest.fixture
def picture(db):
    return Picture.objects.create(title="x", file=ImageFile(photo(), name="x.jpg"))


@pytest.fixture
def communicator(park):
    """Somebody of one Park, who may do everything there and nothing elsewhere."""
    person = make_person("parc@example.org", park)
    person.user_permissions.add(Permission.objects.get(codename="handle_personal_data"))
    return person


@pytest.fixture
def park_client(communicator):
    return sign_in(communicator)
