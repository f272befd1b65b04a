"""The pages of the Parks."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from methods.models import MethodSheetPage
from portal.content.blocks import SHORT_TEXT_FEATURES, ProseBlock
from portal.content.facts import Fact
from portal.content.fields import ProseField
from portal.content.models import PortalPage
from portal.content.querysets import PortalPageQuerySet
from portal.forms.columns import AddressColumn, TelephoneColumn
from portal.forms.lines import OneLineMixin
from portal.publishing.requirements import Need
from portal.territory.figures import MapFigure

#: The facts about a Park name no more communes than this.
MOST_NAMES = 8


class ParkIndexPage(PortalPage):
    parent_page_types = ["home.HomePage"]
    template = "parks/park_index_page.html"
    max_count_per_parent = 1
    page_description = _("La liste des Parcs engagés dans la démarche.")
    kind_slug = "parcs"
    family = "inspire"
    label = ""
    api_details = [
        *PortalPage.api_details,
        APIField("introduction"),
    ]

    introduction = RichTextField(
        _("introduction"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Qui sont ces Parcs et ce qui les réunit."),
    )

    content_panels = [*PortalPage.content_panels, FieldPanel("introduction")]

    search_fields = [*PortalPage.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("liste des Parcs")
        verbose_name_plural = _("listes des Parcs")

    @cached_property
    def parks(self) -> list["ParkPage"]:
        pages = ParkPage.objects.live_and_public().child_of(self).order_by("title")
        return list(pages.for_cards())

    @cached_property
    def map(self) -> MapFigure | None:
        """Returns France with its Parks; None while none of them has a position."""
        from projects.parks import maps

        return maps.of_parks(self.parks)

    def structured_data(self, request):
        return {"@type": "CollectionPage"}


class ParkPage(PortalPage):
    parent_page_types = ["parks.ParkIndexPage"]
    template = "parks/park_page.html"
    select_related_fields = (*PortalPage.select_related_fields, "park__outline")
    page_description = _("Présente un Parc : sa charte, ses projets, ses rendez-vous.")
    kind_slug = "parc"
    family = "inspire"
    in_catalogue = True
    chooses_park = True
    exclude_fields_in_copy = ["park"]
    unique_in_language = {"park": _("Une autre page présente déjà ce Parc.")}
    api_details = [
        *PortalPage.api_details,
        APIField("body"),
    ]
    needs = (
        *PortalPage.needs,
        Need("park", _("le Parc"), _("Celui que présente cette page.")),
        Need("contacts", _("un contact"), _("Une personne ou un service que l’on peut appeler.")),
    )

    body = ProseField(
        ProseBlock(),
        blank=True,
        verbose_name=_("texte"),
        help_text=_("Le territoire, ses habitants, ce que le Parc y fait pour vivre ensemble."),
    )

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("park"),
        InlinePanel("contacts", label=_("Contact"), heading=_("Contacts")),
    ]
    body_panels = [FieldPanel("body")]

    search_fields = [*PortalPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("Parc")
        verbose_name_plural = _("Parcs")

    @cached_property
    def departments(self) -> list:
        return list(self.park.departments.select_related("region")) if self.park else []

    @property
    def regions(self) -> list:
        """Returns the distinct régions of its départements, by name."""
        return sorted({each.region for each in self.departments}, key=lambda region: region.name)

    @cached_property
    def communes(self) -> str:
        """Returns the names of its communes, or their number where they are many."""
        names = list(self.park.communes.values_list("name", flat=True)) if self.park else []
        if len(names) > MOST_NAMES:
            return number_format(len(names), force_grouping=True)
        return ", ".join(names)

    @cached_property
    def facts(self) -> list[Fact]:
        """Returns the known facts on its location and size."""
        park = self.park
        return [
            Fact(str(label), str(value), icon)
            for label, value, icon in (
                (_("Région"), ", ".join(region.name for region in self.regions), "map"),
                (_("Départements"), ", ".join(str(each) for each in self.departments), "pin"),
                (_("Communes"), self.communes, "home"),
                (_("Superficie"), park and _square_kilometres(park.area_km2), "target"),
                (_("Population"), park and _inhabitants(park.inhabitants), "people"),
            )
            if value
        ]

    @cached_property
    def charter(self):
        from projects.parks.models.charters import CharterIndexPage

        return CharterIndexPage.objects.live_and_public().child_of(self).first()

    @cached_property
    def orientations(self) -> list:
        from projects.parks.models.charters import CharterOrientationPage

        return list(CharterOrientationPage.objects.live_and_public().descendant_of(self).in_order())

    @cached_property
    def cards(self) -> dict[str, list]:
        """Returns its projects, its coordinations and the sheets the Park wrote, in two queries.

        Projects and coordinations have a `state`, sheets a `number`.
        """
        from projects.parks.models.coordinations import CoordinationPage, Domain
        from projects.parks.models.projects import ProjectPage, ProjectStatus

        cards: dict[str, list] = {"projects": [], "coordinations": [], "sheets": []}
        for page in self._pages_for_cards():
            kind = page.specific_class
            if kind is ProjectPage:
                page.state = ProjectStatus(page.status).label
                cards["projects"].append(page)
            elif kind is CoordinationPage:
                page.state = Domain(page.domain).label
                cards["coordinations"].append(page)
            else:
                cards["sheets"].append(page)
        return cards

    def _pages_for_cards(self) -> PortalPageQuerySet:
        from projects.parks.models.coordinations import CoordinationPage
        from projects.parks.models.projects import ProjectPage

        pages = PortalPage.objects.live_and_public()
        below = pages.child_of(self).type(ProjectPage, CoordinationPage)
        written = (
            pages.in_language_of(self).type(MethodSheetPage).filter(park=self.park_id, park__isnull=False)
        )
        return (
            (below | written)
            .annotate(
                status=F("projectpage__status"),
                domain=F("coordinationpage__domain"),
                number=F("methodsheetpage__number"),
            )
            .order_by(F("number").asc(nulls_last=True), "title")
            .for_cards()
        )

    @cached_property
    def effects_shown(self) -> list:
        """Returns the effects of its projects, from people to territory."""
        from projects.parks.models.projects import Effect, ProjectPage

        projects = ProjectPage.objects.live_and_public().child_of(self)
        return list(Effect.objects.filter(page__in=projects).in_order())

    def structured_data(self, request):
        return {
            "@type": "AdministrativeArea",
            "sameAs": self.park.website if self.park else None,
            "geo": position_data(self.park),
        }


class ParkContact(OneLineMixin, TranslatableMixin, Orderable, models.Model):
    page = ParentalKey(ParkPage, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("nom"), max_length=80, help_text=_("Une personne ou un service."))
    role = models.CharField(
        _("rôle"), max_length=120, blank=True, help_text=_("Ce pour quoi on l’appelle.")
    )
    phone = TelephoneColumn(_("téléphone"), max_length=20, blank=True)
    email = AddressColumn(_("adresse e-mail"), blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("phone"),
        FieldPanel("email"),
    ]

    override_translatable_fields = [
        SynchronizedField("name"),
        SynchronizedField("phone"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("contact")

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if not (self.phone or self.email):
            raise ValidationError(_("Donnez un téléphone ou une adresse e-mail."))


def _square_kilometres(area: int | None) -> str:
    return f"{number_format(area, force_grouping=True)}\N{NO-BREAK SPACE}km²" if area else ""


def _inhabitants(number: int | None) -> str:
    if not number:
        return ""
    return _("%(number)s habitants") % {"number": number_format(number, force_grouping=True)}


def position_data(place) -> dict | None:
    """Returns a schema.org position; None if it is unknown."""
    if place is None or place.position is None:
        return None
    latitude, longitude = place.position
    return {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
