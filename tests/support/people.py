"""People of the admin."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission


def make_network_editor(email="reseau@example.org"):
    return get_user_model().objects.create_superuser(email, "un mot de passe assez long")


def make_person(email, *pages, permissions=("add_page", "change_page", "publish_page")):
    """Somebody with these rights on each of the pages, and a group of their own."""
    person = get_user_model().objects.create_user(
        email, "un mot de passe assez long", first_name="Dominique"
    )
    group = Group.objects.create(name=email)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for page in pages:
        for codename in permissions:
            permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    person.groups.add(group)
    return person


def sign_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client
