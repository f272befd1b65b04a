"""Parks and communes in the admin."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from portal.content import park_branches
from portal.people.rights import Rule, everybody, on_model, on_viewset
from portal.territory import outlines, services
from portal.territory.forms import CommunesField
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


class ParkForm(WagtailAdminModelForm):
    communes = CommunesField(
        label=_("Communes"),
        required=False,
        help_text=_(
            "Une par ligne : son code INSEE ou son nom. Vous pouvez coller une liste officielle."
        ),
    )


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
    edit_handler = ObjectList(panels, base_form_class=ParkForm)


class KeepCommuneMixin:
    def save_instance(self):
        """Also writes what the commune is found by."""
        return services.keep(super().save_instance())


class AddCommuneView(KeepCommuneMixin, CreateView):
    pass


class EditCommuneView(KeepCommuneMixin, EditView):
    pass


class CommuneIndexView(IndexView):
    def search_queryset(self, queryset):
        return queryset.found_by(self.search_query) if self.is_searching else queryset


class CommuneViewSet(ModelViewSet):
    model = Commune
    delete_view_class = DeleteCommuneView
    icon = "home"
    list_display = ["name", "insee_code", "department"]
    list_filter = ["department"]
    # Names are looked up as visitors’ are; without any, there would be no search box.
    search_fields = ["name"]
    index_view_class = CommuneIndexView
    add_view_class = AddCommuneView
    edit_view_class = EditCommuneView
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("insee_code")]),
        FieldRowPanel([FieldPanel("department"), FieldPanel("postcodes"), FieldPanel("population")]),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
    ]


class CommuneFilterForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Nom, début du nom ou code postal"),
        widget=forms.TextInput(attrs={"placeholder": _("Commune ou code postal")}),
        required=False,
    )

    def filter(self, objects):
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return objects.found_by(self.search_query) if self.is_searching else objects.likely_first()


class ChooseCommuneView(ChooseView):
    filter_form_class = CommuneFilterForm


class ChooseCommuneResultsView(ChooseResultsView):
    filter_form_class = CommuneFilterForm


class CommuneChooserViewSet(ChooserViewSet):
    """Searched by name or postcode: the list of all communes would be too long."""

    model = Commune
    icon = "home"
    choose_one_text = _("Choisir une commune")
    choose_another_text = _("Choisir une autre commune")
    per_page = 20
    choose_view_class = ChooseCommuneView
    choose_results_view_class = ChooseCommuneResultsView


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
