"""The Parks in the admin: Parks and communes, and the actions of a project."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import HeaderButton

from portal.records.models import may_write_records
from projects.parks.models import ProjectPage
from projects.parks.record_screens import actions
from projects.parks.territory import CommuneChooserViewSet, TerritoryGroup


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [actions, TerritoryGroup(), CommuneChooserViewSet("commune_chooser")]


@hooks.register("register_page_header_buttons")
def actions_button(page, user, view_name, next_url=None):
    if isinstance(page, ProjectPage) and may_write_records(user, page):
        yield HeaderButton(
            _("Actions"),
            url=actions.address_for(page),
            icon_name=actions.icon,
            priority=15,
        )
