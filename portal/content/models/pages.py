"""The concrete base of every page: what all lists, facets and shares need, whatever the type."""

from django.db import models
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
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
from portal.territory.models import Park
from portal.vocabulary.models import GlossaryTerm


class PortalPage(OneLineMixin, EasyReadMixin, CompletePageMixin, ReviewedPageMixin, Page):
    is_creatable = False
    password_required_template = "wagtailcore/password_required.html"  # noqa: S105

    #: Its type in addresses and filters, unique among page types.
    kind_slug = ""
    #: The door it belongs to, for its colour: understand, inspire, join, or none.
    family = ""
    #: What the API tells of it in lists; `api_details`, what it tells at the page’s own address only.
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
    #: The records that its template reads of it, fetched with it.
    select_related_fields: tuple[str, ...] = ("listing_picture", "park")
    #: Whether the catalogue lists pages of this type.
    in_catalogue = False
    #: Fields that no two pages of the type and language share, each with what to say of a twin.
    unique_in_language: dict[str, str] = {}
    #: Whether it presents the Park that it chooses; other pages take their parent’s.
    chooses_park = False
    #: Whether all Parks write pages of the type together, each for its own (see `authorship`).
    is_written_by_parks = False
    #: Fields and rows that a page begun from this one does not take over: people, days, results.
    of_one_occasion: tuple[str, ...] = ("reviewed_on", "review_by", "go_live_at", "expire_at")
    #: Its fields that hold somebody else’s words, which no hint is given about.
    quoted: tuple[str, ...] = ()
    #: What it asks for before it is published.
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
        """Tabs in the order of writing: content, the rest by decreasing use."""
        tabs = [
            ([*editor_panels.of_type(cls), *cls.content_panels], _("Contenu")),
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
        """Its address is made of its title by our rule, where nobody gave one."""
        if not self.slug and self.path and (slug := slugs.slug_of(self.title)):
            self.slug = self._get_autogenerated_slug(slug)
        super()._set_core_field_defaults()

    def with_content_json(self, content):
        """A revision never moves a page to another Park: only creating and moving do."""
        page = super().with_content_json(content)
        if not self.chooses_park:
            page.park_id = self.park_id
        return page

    @property
    def kind(self) -> str:
        """The family of its type, known without loading the type’s own row."""
        return self.cached_content_type.model_class().family

    @property
    def kind_label(self) -> str:
        """The name of its type, known without loading the type’s own row."""
        return str(self.cached_content_type.model_class()._meta.verbose_name)

    @property
    def listed_under(self) -> list[str]:
        """Its type and audiences, named in its own language: one searches for those too."""
        with override(self.locale.language_code):
            return [self.kind_label, *self._names_of(self.page_audiences)]

    @property
    def theme_names(self) -> list[str]:
        """In its own language."""
        return self._names_of(self.page_themes)

    def _names_of(self, rows: models.Manager) -> list[str]:
        terms = [row.term for row in rows.all()]
        return [(term.get_translation_or_none(self.locale) or term).name for term in terms]

    @property
    def is_printed(self) -> bool:
        """Whether its type is had as a file, and kept in a binder; known as its kind is."""
        return issubclass(
            self.cached_content_type.model_class(), alternate_views.types_with(alternate_views.PDF)
        )

    @property
    def facet_values(self) -> dict[str, list[str]]:
        """What the catalogue files it under, as saved: by facet, values as addresses write them."""
        return {
            "genre": [self.cached_content_type.model_class().kind_slug],
            "theme": values_of(PageTheme.objects.filter(page=self), "term__slug"),
            "public": values_of(PageAudience.objects.filter(page=self), "term__slug"),
            "mot": values_of(TaggedPage.objects.filter(content_object=self), "tag__slug"),
            "parc": [self.park.slug] if self.park else [],
        }

    @property
    def attached_texts(self) -> list[Attachment]:
        """What the documents say that it links to, as far as everybody may read them."""
        return link_prefetch.attached_to(self)

    @property
    def label(self) -> str:
        """What stands over its title: what it is; nothing where the title says it."""
        return self.kind_label

    @cached_property
    def terms(self) -> dict[str, list]:
        """Its themes, audiences and tags, each with `name`, `slug` and `pk`, and the words explained in
        its reader’s language: in one query once saved.
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
        """The pages from the home page to this one. Routing fills it in on its way."""
        ancestors = Page.objects.ancestor_of(self).live().filter(depth__gt=1).order_by("depth")
        return [*ancestors, self]

    @property
    def is_home(self) -> bool:
        return self.depth == HOME_DEPTH

    @property
    def facts(self) -> list[Fact]:
        """What tells at a glance whether the page suits: shown right under its title."""
        return []

    @property
    def pdf_url(self) -> str:
        """Where it is had as a file to print; nothing for a type that has none."""
        pdf = alternate_views.find(self, alternate_views.PDF)
        return pdf.address(self.url) if pdf and self.url else ""

    @property
    def slides_url(self) -> str:
        """Where it is shown as slides; nothing for a type that has none."""
        slides = alternate_views.find(self, alternate_views.SLIDES)
        return slides.address(self.url) if slides and self.url else ""

    def canonical_url(self, request) -> str:
        """The one address to print, share and index it under."""
        return self.get_full_url(request) or ""

    def subpath(self, request) -> str:
        """What the address being read adds to the page’s own, in any language of it."""
        alternate_view = getattr(request, "portal_alternate_view", None)
        return alternate_view.address("") if alternate_view and alternate_view.in_every_language else ""

    def structured_data(self, request) -> dict | list[dict] | None:
        """What it is in the words of schema.org; None when it is just a page of the site."""
        return None

    def get_view_restrictions(self):
        """Those on itself and above it. Routing may know already that there are none."""
        if not getattr(self, "is_restricted", True):
            return PageViewRestriction.objects.none()
        return PageViewRestriction.objects.filter(page__path__in=self._paths_from_root())

    def _paths_from_root(self) -> list[str]:
        return [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]

    def serve_password_required_response(self, request, form, action_url):
        """Asks for the password without a word of the page: no title, no summary, no breadcrumb."""
        context = {"form": form, "action_url": action_url}
        return TemplateResponse(request, self.password_required_template, context)

    def route(self, request, path_components):
        """To itself, to an alternate view of itself, or on to its children."""
        if len(path_components) == 1 and self.live:
            request.portal_alternate_view = alternate_views.find(self, path_components[0])
            if request.portal_alternate_view:
                return RouteResult(self)
        return super().route(request, path_components)

    def serve(self, request, *args, **kwargs):
        if alternate_view := getattr(request, "portal_alternate_view", None):
            return alternate_view.serve(self, request)
        easy_version = easy_read.redirect_if_chosen(self, request)
        return easy_version or super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        request.portal_page = self
        context = super().get_context(request, *args, **kwargs)
        link_prefetch.resolve(self)
        context["head"] = head.for_page(self, request)
        context["sections"] = sections.for_page(self)
        return context
