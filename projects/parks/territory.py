"""Parks and communes in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from portal.content import park_branches
from portal.people.rights import Rule, everybody, on_model, on_viewset
from portal.territory.models import Commune, Park


class OpenParkView(CreateView):
    def save_instance(self):
        """Also opens the branch of the Park for its team."""
        park = super().save_instance()
        park_branches.open_park(park)
        return park


class ParkViewSet(ModelViewSet):
    model = Park
    add_view_class = OpenParkView
    icon = "globe"
    list_display = ["name", "slug"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("departments"),
        FieldPanel("communes"),
        FieldRowPanel([FieldPanel("area_km2"), FieldPanel("inhabitants")]),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        FieldPanel("website"),
    ]


class CommuneViewSet(ModelViewSet):
    model = Commune
    icon = "home"
    list_display = ["name", "insee_code", "department"]
    list_filter = ["department"]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("insee_code")]),
        FieldPanel("department"),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
    ]


class CommuneChooserViewSet(ChooserViewSet):
    """Searched by name: the list of all communes would be too long."""

    model = Commune
    icon = "home"
    choose_one_text = _("Choisir une commune")
    choose_another_text = _("Choisir une autre commune")
    per_page = 20


class TerritoryGroup(ModelViewSetGroup):
    items = (ParkViewSet, CommuneViewSet)
    menu_label = _("Territoire")
    menu_icon = "globe"


#: See `portal.people.rights`.
RIGHTS: dict[str, Rule] = {
    **on_viewset("park", "territory.park"),
    **on_viewset("commune", "territory.commune"),
    "commune_chooser:chosen": everybody,
    "commune_chooser:create": on_model("territory.commune", "add"),
}
