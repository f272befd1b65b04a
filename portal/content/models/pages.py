"""The concrete base model of all pages: the fields that lists, facets and shares need for any type."""

from django.db import models
from django.template.response import TemplateResponse
from django.utils.functional import Promise, cached_property
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.queryset import FakeQuerySet
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TitleFieldPanel,
)
from wagtail.api import APIField
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail.utils.decorators import cached_classmethod
from wagtail_localize.fields import SynchronizedField

from portal.content import alternate_views, easy_read, editor_panels, head, link_prefetch, sections
from portal.content.api_fields import ListingPicture, Record, Terms
from portal.content.current import current
from portal.content.facts import Fact
from portal.content.models.easy_reading import EasyReadMixin
from portal.content.models.terms import PageAudience, PageTheme, TaggedPage, terms_of, values_of
from portal.content.page_forms import PortalPageForm
from portal.content.querysets import PortalPageManager
from portal.forms import slugs
from portal.forms.lines import OneLineMixin
from portal.media.models import Picture
from portal.pages.querysets import HOME_DEPTH
from portal.publishing.mixins import CompletePageMixin, ReviewedPageMixin
from portal.publishing.panels import PortalInterface
from portal.publishing.requirements import Need
from portal.search.documents import AttachedField, Attachment, SubjectField
from portal.search.pages import IndexedPage
from portal.territory.models import Park
from portal.vocabulary.models import GlossaryTerm


# Page is named too: else PortalPage.DoesNotExist would not be a Page.DoesNotExist, since IndexedPage is
# abstract.
class PortalPage(OneLineMixin, EasyReadMixin, CompletePageMixin, ReviewedPageMixin, IndexedPage, Page):
    is_creatable = False
    password_required_template = "wagtailcore/password_required.html"  # noqa: S105

    #: The page type in URLs and filters, unique among page types.
    kind_slug = ""
    #: The section whose colour the page has: understand, inspire, join, or an empty string.
    family = ""
    #: The API fields in lists; `api_details` holds the fields added at the page’s own API URL only.
    api_fields: list = [
        APIField("kind_slug"),
        APIField("summary"),
        APIField("park", Record("name", "slug")),
        APIField("themes", Terms("named_themes")),
        APIField("audiences", Terms("named_audiences")),
        APIField("tags", Terms("named_tags")),
        APIField("picture", ListingPicture()),
        APIField("reviewed_on"),
        APIField("is_demonstration"),
    ]
    api_details: list = [APIField("easy_read")]
    #: The related rows that the template reads, for `select_related`.
    select_related_fields: tuple[str, ...] = ("listing_picture", "park")
    #: Whether the catalogue lists pages of this type.
    in_catalogue = False
    #: Fields whose values are unique per type and language, each with the error message for a duplicate.
    unique_in_language: dict[str, str | Promise] = {}
    #: Whether the editor chooses the Park that the page presents; other pages take their parent’s Park.
    chooses_park = False
    #: Whether all Parks write pages of this type, each its own (see `authorship`).
    is_written_by_parks = False
    #: Fields and child rows that are not copied to a page begun from this one: people, days, results.
    exclude_fields_in_reuse: tuple[str, ...] = ("reviewed_on", "review_by", "go_live_at", "expire_at")
    #: Fields that quote other people’s words: the editor gives no writing hints about them.
    quoted_fields: tuple[str, ...] = ()
    #: What the page must have before it can be published.
    needs: tuple[Need, ...] = (
        Need("summary", _("un résumé"), _("Deux phrases : ce que l’on trouve ici et à qui cela sert.")),
    )

    summary = models.TextField(
        _("résumé"),
        max_length=320,
        blank=True,
        help_text=_(
            "Deux phrases simples : ce que l’on trouve ici et à qui cela sert. "
            "Affiché dans les listes et les partages."
        ),
    )
    listing_picture = models.ForeignKey(
        Picture,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("image"),
        help_text=_("Illustre la page et sa carte dans les listes. De préférence au format 4:3."),
    )
    listing_picture_alt = models.CharField(
        _("description de l’image"),
        max_length=200,
        blank=True,
        help_text=_("Ce que montre l’image, pour qui ne la voit pas. Vide si elle ne fait que décorer."),
    )
    park = models.ForeignKey(
        Park,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="pages",
        verbose_name=_("Parc"),
        help_text=_("Le Parc que présente cette page."),
    )
    tags = ClusterTaggableManager(
        through=TaggedPage,
        blank=True,
        verbose_name=_("mots-clés"),
        help_text=_("Des mots libres, en français, séparés par des virgules."),
    )
    is_demonstration = models.BooleanField(
        _("contenu de démonstration"),
        default=False,
        help_text=_("La page porte alors bien en vue la mention « Contenu de démonstration »."),
    )

    objects = PortalPageManager()

    base_form_class = PortalPageForm
    body_panels: list = []
    content_panels = [TitleFieldPanel("title"), FieldPanel("summary")]
    listing_panels = [
        MultiFieldPanel(
            [FieldPanel("listing_picture"), FieldPanel("listing_picture_alt")],
            heading=_("Image"),
        ),
        InlinePanel("page_themes", label=_("Thème"), heading=_("Thèmes")),
        InlinePanel("page_audiences", label=_("Public"), heading=_("Publics")),
        FieldPanel("tags"),
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("show_in_menus"),
            ],
            heading=_("Adresse et moteurs de recherche"),
        )
    ]
    settings_panels = [
        *ReviewedPageMixin.review_panels,
        FieldPanel("is_demonstration"),
        PublishingPanel(),
        CommentPanel(),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=3),
        index.SearchField("listed_under"),
        SubjectField("theme_names"),
        index.SearchField("easy_read"),
        index.RelatedFields("park", [index.SearchField("name")]),
        index.RelatedFields("tags", [index.SearchField("name", boost=1), index.FilterField("slug")]),
        index.FilterField("park"),
        AttachedField("attached_texts"),
    ]

    override_translatable_fields = [
        SynchronizedField("is_demonstration", overridable=False),
        SynchronizedField("reviewed_on"),
        SynchronizedField("park", overridable=False),
    ]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    @cached_classmethod
    def get_edit_handler(cls):
        """Returns the tabs in the order of writing: content first, then by decreasing use."""
        tabs = [
            (editor_panels.with_panels(cls, cls.content_panels), _("Contenu")),
            (cls.body_panels, _("Texte")),
            (cls.listing_panels, _("Image et thèmes")),
            (cls.easy_read_panels, _("Facile à lire")),
            (cls.promote_panels, _("Référencement")),
            (cls.settings_panels, _("Publication")),
        ]
        handler = PortalInterface(
            [ObjectList(panels, heading=heading) for panels, heading in tabs if panels],
            base_form_class=cls.base_form_class,
        )
        return handler.bind_to_model(cls)

    def _set_core_field_defaults(self):
        """Makes an empty slug from the title by the portal’s rule."""
        if not self.slug and self.path and (slug := slugs.slug_of(self.title)):
            self.slug = self._get_autogenerated_slug(slug)
        super()._set_core_field_defaults()

    def with_content_json(self, content):
        """Keeps the saved Park: only creating and moving a page change it, a revision never does."""
        page = super().with_content_json(content)
        if not self.chooses_park:
            page.park_id = self.park_id
        return page

    @classmethod
    def public_among(cls, keys):
        return set(PortalPage.objects.found_by_words().filter(pk__in=keys).values_list("pk", flat=True))

    @property
    def kind(self) -> str:
        """The family of the page type, read without loading the type’s own row."""
        return self.cached_content_type.model_class().family

    @property
    def kind_label(self) -> str:
        """The verbose name of the page type, read without loading the type’s own row."""
        return str(self.cached_content_type.model_class()._meta.verbose_name)

    @property
    def listed_under(self) -> list[str]:
        """The names of the page type and audiences in the page’s language, to be searched for."""
        with override(self.locale.language_code):
            return [self.kind_label, *self._names_of(self.page_audiences)]

    @property
    def theme_names(self) -> list[str]:
        """The names of the themes in the page’s language."""
        return self._names_of(self.page_themes)

    def _names_of(self, rows: models.Manager) -> list[str]:
        terms = [row.term for row in rows.all()]
        return [(term.get_translation_or_none(self.locale) or term).name for term in terms]

    @property
    def is_printed(self) -> bool:
        """Whether the page type has a PDF, kept in a binder; read without loading the type’s own row."""
        return issubclass(
            self.cached_content_type.model_class(), alternate_views.types_with(alternate_views.PDF)
        )

    @property
    def facet_values(self) -> dict[str, list[str]]:
        """The saved catalogue facets of the page: by facet name, the values as written in URLs."""
        return {
            "genre": [self.cached_content_type.model_class().kind_slug],
            "theme": values_of(PageTheme.objects.filter(page=self), "term__slug"),
            "public": values_of(PageAudience.objects.filter(page=self), "term__slug"),
            "mot": values_of(TaggedPage.objects.filter(content_object=self), "tag__slug"),
            "parc": [self.park.slug] if self.park else [],
        }

    @property
    def attached_texts(self) -> list[Attachment]:
        """The texts of the linked documents that everybody may read."""
        return link_prefetch.attached_to(self)

    @property
    def label(self) -> str:
        """The label above the title: the type’s name, or an empty string if the title says it."""
        return self.kind_label

    @cached_property
    def terms(self) -> dict[str, list]:
        """The themes, audiences and tags, each with `name`, `slug` and `pk`, and the glossary `words` in
        the reader’s language. One query if the page is saved.
        """
        language = get_language() or "fr"
        themes, audiences = self.page_themes.all(), self.page_audiences.all()
        if not isinstance(themes, FakeQuerySet):
            return terms_of(self, language)
        in_memory = {  # of a draft being previewed
            "themes": [row.term for row in themes],
            "audiences": [row.term for row in audiences],
            "tags": self.tags.all(),
        }
        named = {
            kind: [{"name": term.name, "slug": term.slug, "pk": term.pk} for term in terms]
            for kind, terms in in_memory.items()
        }
        return named | {"words": list(GlossaryTerm.objects.in_language(language))}

    @cached_property
    def breadcrumb(self) -> list[Page]:
        """The pages from the home page to this one. Routing sets it beforehand."""
        ancestors = Page.objects.ancestor_of(self).live().filter(depth__gt=1).order_by("depth")
        return [*ancestors, self]

    @property
    def is_home(self) -> bool:
        return self.depth == HOME_DEPTH

    @property
    def facts(self) -> list[Fact]:
        """The facts shown under the title, which tell at a glance whether the page suits the reader."""
        return []

    @property
    def easy_read_url(self) -> str:
        """The URL of the easy-to-read version, or an empty string if there is none."""
        return easy_read.ALTERNATE_VIEW.address(self.url) if self.easy_read and self.url else ""

    @property
    def pdf_url(self) -> str:
        """The URL of the PDF, or an empty string if the page has none."""
        pdf = alternate_views.find(self, alternate_views.PDF)
        return pdf.address(self.url) if pdf and self.url else ""

    @property
    def slides_url(self) -> str:
        """The URL of the slides, or an empty string if the page has none."""
        slides = alternate_views.find(self, alternate_views.SLIDES)
        return slides.address(self.url) if slides and self.url else ""

    def canonical_url(self, request) -> str:
        """Returns the URL to print, share and index, or an empty string if there is none."""
        return self.get_full_url(request) or ""

    def subpath(self, request) -> str:
        """Returns the part of the current URL after the page’s, if all translations have it, else ""."""
        alternate_view = current(request).alternate_view
        return alternate_view.address("") if alternate_view and alternate_view.in_every_language else ""

    def structured_data(self, request) -> dict | list[dict] | None:
        """Returns the schema.org data of the page; None for a plain web page."""
        return None

    def get_view_restrictions(self):
        """Returns the restrictions on the page and its ancestors; no query if routing found none."""
        if not getattr(self, "is_restricted", True):
            return PageViewRestriction.objects.none()
        return PageViewRestriction.objects.filter(page__path__in=self._paths_from_root())

    def _paths_from_root(self) -> list[str]:
        return [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]

    def serve_password_required_response(self, request, form, action_url):
        """Renders the password form without any content of the page: no title, summary or breadcrumb."""
        context = {"form": form, "action_url": action_url}
        return TemplateResponse(request, self.password_required_template, context)

    def route(self, request, path_components):
        """Routes to the page, to one of its alternate views, or on to its children."""
        if len(path_components) == 1 and self.live:
            alternate_view = alternate_views.find(self, path_components[0])
            current(request).alternate_view = alternate_view
            if alternate_view:
                return RouteResult(self)
        return super().route(request, path_components)

    def serve(self, request, *args, **kwargs):
        if alternate_view := current(request).alternate_view:
            return alternate_view.serve(self, request)
        easy_version = easy_read.redirect_if_chosen(self, request)
        return easy_version or super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        current(request).page = self
        context = super().get_context(request, *args, **kwargs)
        link_prefetch.resolve(self)
        context["head"] = head.for_page(self, request)
        context["sections"] = sections.for_page(self)
        return context
