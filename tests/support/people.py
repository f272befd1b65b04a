"""People of the admin."""

from django.contrib.auth import get_user_model


def make_network_editor(email="reseau@example.org"):
    return get_user_model().objects.create_superuser(email, "un mot de passe assez long")
