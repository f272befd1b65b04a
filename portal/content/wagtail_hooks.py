"""The foundation in the admin: vocabulary, territory, links in rich text, Parks of pages."""

from django.contrib.auth.models import Permission
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.content import services
from portal.content.models import Audience, Commune, GlossaryTerm, Park, Theme
from portal.content.page_records import records_below
from portal.content.references import BatchedDocumentLinkHandler, BatchedPageLinkHandler
from portal.search.models import SynonymSet


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    list_display = ["name", "slug"]


class AudienceViewSet(SnippetViewSet):
    model = Audience
    icon = "group"
    list_display = ["name", "slug"]


class GlossaryViewSet(SnippetViewSet):
    model = GlossaryTerm
    icon = "openquote"
    list_display = ["name", "description"]


class SynonymViewSet(SnippetViewSet):
    model = SynonymSet
    icon = "link"


class VocabularyGroup(SnippetViewSetGroup):
    items = (ThemeViewSet, AudienceViewSet, GlossaryViewSet, SynonymViewSet)
    menu_label = _("Vocabulaire")
    menu_icon = "tag"


class ParkViewSet(ModelViewSet):
    model = Park
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
    """Found by its name: a list of all communes would be too long."""

    model = Commune
    icon = "home"
    choose_one_text = _("Choisir une commune")
    choose_another_text = _("Choisir une autre commune")
    per_page = 20


class TerritoryGroup(ModelViewSetGroup):
    items = (ParkViewSet, CommuneViewSet)
    menu_label = _("Territoire")
    menu_icon = "globe"


register_snippet(VocabularyGroup)


@hooks.register("register_admin_viewset")
def register_territory():
    return [TerritoryGroup(), CommuneChooserViewSet("commune_chooser")]


@hooks.register("register_permissions")
def offer_drawings_to_groups():
    return Permission.objects.filter(content_type__app_label="content", codename="add_drawing")


@hooks.register("register_rich_text_features", order=100)
def register_batched_links(features):
    features.register_link_type(BatchedPageLinkHandler)
    features.register_link_type(BatchedDocumentLinkHandler)


@hooks.register("after_create_page")
def take_park_of_parent(request, page):
    services.inherit_park(page)


@hooks.register("after_copy_page")
def take_park_of_new_parent(request, page, new_page):
    services.inherit_park(new_page.specific)


@hooks.register("before_delete_page")
def keep_pages_with_records(request, page):
    """Dates and actions protect their page: says so before the database does."""
    if kinds := records_below(page):
        _refuse_deletion(request, page, kinds)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action")
def keep_pages_with_records_in_bulk(request, action_type, objects, action):
    if action_type != "delete" or action.model is not Page:
        return None
    for page in objects:
        if kinds := records_below(page):
            _refuse_deletion(request, page, kinds)
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def _refuse_deletion(request, page, kinds):
    messages.error(
        request,
        _(
            "La page « %(title)s » ne peut pas être supprimée : elle a des %(kinds)s. "
            "Supprimez-les d’abord, ou dépubliez la page."
        )
        % {
            "title": page.get_admin_display_title(),
            "kinds": ", ".join(str(kind._meta.verbose_name_plural) for kind in kinds),
        },
    )
    for kind in kinds:
        if kind.instead_of_deleting:
            messages.warning(request, kind.instead_of_deleting)
