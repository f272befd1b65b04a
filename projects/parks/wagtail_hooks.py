"""The Parks in the admin: the screen « Actions », one click from the page of a project."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import HeaderButton

from portal.content.record_views import PageRecordViewSet
from projects.parks.models import Action, ProjectPage


class ActionViewSet(PageRecordViewSet):
    name = "actions"
    model = Action
    page_model = ProjectPage
    icon = "tasks"
    label = _("Actions")
    add_label = _("Ajouter une action")

    def columns(self):
        return [
            Column("title", label=_("Action")),
            Column("lead", label=_("Qui s’en charge")),
            Column("deadline", label=_("Échéance")),
            Column("status", label=_("Avancement"), accessor="get_status_display"),
            Column("origin", label=_("Origine"), accessor="get_origin_display"),
        ]


actions = ActionViewSet()


@hooks.register("register_admin_viewset")
def register_viewset():
    return actions


@hooks.register("register_page_header_buttons")
def actions_button(page, user, view_name, next_url=None):
    if isinstance(page, ProjectPage) and page.permissions_for_user(user).can_edit():
        yield HeaderButton(
            _("Actions"),
            url=actions.address_for(page),
            icon_name=actions.icon,
            priority=15,
        )
