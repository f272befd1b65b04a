"""Translations in the admin: their views, and messages about their state in the page editor."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from portal.translation.messages import tell_of_changes, tell_what_is_missing, tell_what_stayed
from portal.translation.views import OverviewView, show_changes


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
    """Removes wagtail-localize’s report, which says “up to date” even if the original has changed."""
    own = reverse("wagtail_localize:translations_report")
    items[:] = [item for item in items if getattr(item, "url", "") != own]


# Before wagtail-localize’s hook, which returns a response in place of the editor.
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
