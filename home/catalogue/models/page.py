"""The catalogue page: search by words and facets."""

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField

from home.catalogue import results as catalogue
from home.catalogue.forms import CatalogueForm
from portal.content import head
from portal.content.alternate_views import OfferedFile
from portal.content.blocks import SHORT_TEXT_FEATURES
from portal.content.current import current
from portal.content.models import PortalPage
from portal.vocabulary.models import Audience, Tag, Theme

RESULTS_PER_PAGE = 12


class CataloguePage(RoutablePageMixin, PortalPage):
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "home/catalogue_page.html"
    max_count_per_parent = 1
    page_description = _("La porte « S’inspirer » : chercher dans tout le site.")
    kind_slug = "catalogue"
    family = "inspire"
    label = ""
    files = (
        OfferedFile("catalogue.csv", _("Tableau"), "CSV", "download"),
        OfferedFile("catalogue.atom", _("Dans mon lecteur de nouvelles"), "Atom", "info"),
    )
    api_details = [
        *PortalPage.api_details,
        APIField("introduction"),
    ]

    introduction = RichTextField(
        _("introduction"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Ce que l’on peut chercher ici."),
    )

    content_panels = [*PortalPage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("catalogue")
        verbose_name_plural = _("catalogues")

    @path("themes/<slug:slug>/", name="theme")
    def theme_route(self, request, slug):
        return self._gathering(request, self._term(Theme, slug), theme=slug)

    @path("publics/<slug:slug>/", name="audience")
    def audience_route(self, request, slug):
        return self._gathering(request, self._term(Audience, slug), public=slug)

    @path("mots-cles/<slug:slug>/", name="tag")
    def tag_route(self, request, slug):
        tag = Tag.objects.filter(slug=slug).first()
        if tag is None:
            raise Http404
        return self._gathering(request, tag, mot=slug)

    def canonical_url(self, request):
        return super().canonical_url(request) + self.subpath(request)

    def subpath(self, request) -> str:
        match = getattr(request, "routable_resolver_match", None)
        if not match or not match.url_name or not match.kwargs:
            return ""
        return self.reverse_subpage(match.url_name, kwargs=match.kwargs)

    def structured_data(self, request):
        return {"@type": "CollectionPage"}

    def get_context(self, request, *args, **kwargs):
        from home.catalogue import sought

        context = super().get_context(request, *args, **kwargs)
        given = kwargs.get("given")
        form = CatalogueForm(request.GET, locale=self.locale, given=given)
        found = catalogue.find(
            self.locale, form.selection, q=form.words, order=form.order, of_every_type=bool(given)
        )
        results = Paginator(found.pages, RESULTS_PER_PAGE).get_page(request.GET.get("page"))
        context |= {"form": form, "results": results, "facets": form.facets(found.counts)}
        context["cards"] = catalogue.cards(results.object_list, form.words)
        context["back"] = form.address(request.path, results.number)
        context["how_they_answer"] = form.how_they_answer(found)
        context["other_questions"] = form.other_questions(found)
        sought.note(request, "" if form.selection else form.words, found)
        if not found.pages:
            context |= {"themes": form.themes, "contacts": catalogue.people_to_call(self.locale)}
        searched = "" if given else form.in_words
        context["head"] = head.for_list_page(context["head"], results.number, searched)
        return context

    def _gathering(self, request, term, **given):
        """Renders the pages of all types with one term."""
        current(request).part = term.name
        response = self.render(request, context_overrides={"term": term}, given=given)
        context = response.context_data
        own = head.for_part(context["head"], term.name, getattr(term, "description", ""))
        context["head"] = head.for_list_page(own, context["results"].number)
        return response

    @staticmethod
    def _term(model, slug):
        """Returns the term in the reader’s language, else in any; raises Http404 if there is none."""
        versions = list(model.objects.filter(slug=slug).select_related("locale"))
        for version in versions:
            if version.locale.language_code == get_language():
                return version
        if not versions:
            raise Http404
        return versions[0]
