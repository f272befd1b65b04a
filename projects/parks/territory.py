"""Parks and communes in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from portal.content import park_branches
from portal.people.rights import Rule, everybody, on_model, on_viewset
from portal.territory import outlines
from portal.territory.models import Commune, Park


class OpenParkView(CreateView):
    def save_instance(self):
        """Also opens the branch of the Park for its team, and makes its outline."""
        park = super().save_instance()
        park_branches.open_park(park)
        outlines.draw(park)
        return park


class EditParkView(EditView):
    def save_instance(self):
        """Also makes the outline of the Park anew, where its communes were changed."""
        park = super().save_instance()
        if "communes" in self.form.changed_data:
            outlines.draw(park)
        return park


class DeleteCommuneView(DeleteView):
    def delete_action(self):
        """Also makes the outlines of its Parks anew."""
        parks = list(self.object.parks.all())
        super().delete_action()
        outlines.draw_all(parks)


class ParkViewSet(ModelViewSet):
    model = Park
    add_view_class = OpenParkView
    edit_view_class = EditParkView
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
    delete_view_class = DeleteCommuneView
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
