from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    name = "portal.people"
    label = "people"
    verbose_name = _("Personnes")
    default = True


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail’s users app, with the portal’s views and the table of rights."""

    user_viewset = "portal.people.viewsets.PersonViewSet"

    def ready(self):
        from wagtail import hooks

        from portal.caching import tables
        from portal.people import rights, viewsets, wagtail_addresses

        rights.register(wagtail_addresses.ROWS)
        # Signing in writes a row of its own person.
        tables.never_shown("people.User", "people.User_groups", "people.User_user_permissions")
        tables.never_shown("people.ParkTeam")
        # After Wagtail’s own actions, to replace them.
        for action in (viewsets.GiveGroup, viewsets.SetActive, viewsets.DeletePeople):
            hooks.register("register_bulk_action", action, order=10)
