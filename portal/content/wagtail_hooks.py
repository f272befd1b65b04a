"""The foundation in the admin: vocabulary, territory, links in rich text, Parks of pages."""

from django.contrib.auth.models import Permission
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.content import authorship, date_inputs, document_texts, roles, services  # noqa: F401
from portal.content.bulk_publication import PublishCompletePages
from portal.content.content_checker import PortalChecker
from portal.content.models import Audience, Commune, GlossaryTerm, Park, PortalDocument, Theme
from portal.content.publication import refusal_of
from portal.content.publication_messages import tell
from portal.content.querysets import open_pages
from portal.content.recycle_bin import hooks as recycle_bin_hooks  # noqa: F401
from portal.content.references import BatchedDocumentLinkHandler, BatchedPageLinkHandler
from portal.content.rights import ABOUT_EVERYTHING, on_everything
from portal.content.translations.messages import tell_of_changes, tell_what_is_missing, tell_what_stayed
from portal.content.translations.views import OverviewView, show_changes
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


class OpenParkView(CreateView):
    def save_instance(self):
        """A Park is ready for its team as soon as it is written down."""
        park = super().save_instance()
        roles.open_park(park)
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


@hooks.register("construct_admin_api", order=10)
def keep_scripts_within_rights(router):
    from portal.content import admin_api

    router.register_endpoint("pages", admin_api.PagesEndpoint)
    router.register_endpoint("images", admin_api.PicturesEndpoint)
    router.register_endpoint("documents", admin_api.DocumentsEndpoint)


@hooks.register("construct_page_chooser_queryset")
def choose_among_public_pages_and_ones_own(pages, request):
    return pages.filter(pk__in=open_pages(request.user).values("pk"))


@hooks.register("register_admin_urls")
def screens_of_translations():
    results = OverviewView.as_view(results_only=True)
    return [
        path("traductions/", OverviewView.as_view(), name="translations"),
        path("traductions/resultats/", results, name="translations_results"),
        path("traductions/<int:page_id>/", show_changes, name="translation_changes"),
    ]


class TranslationsMenuItem(MenuItem):
    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, ["add", "change"])


@hooks.register("register_reports_menu_item")
def lead_to_translations():
    return TranslationsMenuItem(
        _("Traductions"), reverse("translations"), icon_name="wagtail-localize-language", order=100
    )


@hooks.register("construct_reports_menu")
def keep_one_screen_of_translations(request, items):
    """That of wagtail-localize says “up to date” of pages whose original has changed."""
    own = reverse("wagtail_localize:translations_report")
    items[:] = [item for item in items if getattr(item, "url", "") != own]


# Before wagtail-localize, which answers in the editor’s place.
@hooks.register("before_edit_page", order=-10)
def tell_how_its_translation_stands(request, page):
    if request.method == "GET":
        tell_of_changes(request, page)
        tell_what_is_missing(request, page)


@hooks.register("after_move_page")
def tell_which_translations_stayed(request, page):
    tell_what_stayed(request, Page.objects.get(pk=page.pk))


@hooks.register("after_bulk_action")
def tell_which_of_many_stayed(request, action_type, objects, action):
    if action_type == "move" and action.model is Page:
        for page in Page.objects.filter(pk__in=[each.pk for each in objects]):
            tell_what_stayed(request, page)


@hooks.register("construct_reports_menu")
def hide_reports_on_everything(request, items):
    """They would answer with a refusal."""
    if not on_everything(request):
        refused = {reverse(name) for name in ABOUT_EVERYTHING}
        items[:] = [item for item in items if getattr(item, "url", "") not in refused]


@hooks.register("register_rich_text_features", order=100)
def register_batched_links(features):
    features.register_link_type(BatchedPageLinkHandler)
    features.register_link_type(BatchedDocumentLinkHandler)


@hooks.register("after_create_page")
def take_park_of_parent(request, page):
    services.give_park(page, request.user)


@hooks.register("after_copy_page")
def take_park_of_new_parent(request, page, new_page):
    services.give_park(new_page.specific, request.user)


@hooks.register("after_copy_page", order=10)
def keep_incomplete_copies_back(request, page, new_page):
    """A copy is born published where its model is, but without its dates, its number or its Park."""
    for refusal in services.unpublish_incomplete(new_page, request.user):
        tell(request, refusal)


@hooks.register("after_create_page", order=10)
@hooks.register("after_edit_page")
def note_which_park_wrote_it(request, page):
    """As the form says it, to whom it is offered."""
    if getattr(page, "is_written_by_parks", False) and authorship.may_choose_author(request.user):
        services.write_for(page, page.park)


@hooks.register("before_publish_page")
def take_park_before_publication(request, page):
    services.inherit_park(page)


@hooks.register("before_publish_page", order=10)
def refuse_incomplete_page(request, page):
    """What was typed is kept as a draft; what else happens after a page is saved happens all the same."""
    refusal = refusal_of(page)
    if refusal is None:
        return None
    is_new = request.resolver_match.url_name == "add"
    for hook in hooks.get_hooks("after_create_page" if is_new else "after_edit_page"):
        hook(request, page)
    tell(request, refusal)
    return redirect(refusal.editor)


@hooks.register("insert_editor_js")
def lead_from_the_checklist_to_the_fields():
    return format_html('<script type="module" src="{}"></script>', static("js/checklist.js"))


@hooks.register("construct_wagtail_userbar")
def check_by_our_rules(request, items, page):
    """In the preview, in the editor’s panel and on the site."""
    items[:] = [
        PortalChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]


# In the place of Wagtail’s own.
hooks.register("register_bulk_action", PublishCompletePages, order=10)


@hooks.register("after_bulk_action")
def index_pages_of_documents_put_elsewhere(request, action_type, objects, action):
    """Many documents may become restricted at once, and none of them is saved."""
    if action_type == "add_to_collection" and action.model is PortalDocument:
        moved = PortalDocument.objects.filter(pk__in=[each.pk for each in objects])
        document_texts.index_again(document_texts.pages_linking_to(moved))
