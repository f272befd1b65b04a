"""Registers the terms as snippets."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.search.models import SynonymSet
from portal.vocabulary.models import Audience, GlossaryTerm, Theme


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


register_snippet(VocabularyGroup)
