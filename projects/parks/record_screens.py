"""Admin screens of a project’s actions."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portal.records.views import PageRecordViewSet
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
