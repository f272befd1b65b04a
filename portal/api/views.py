"""The URLs of the API. Every response is JSON, errors included, and sets no cookie."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, URLResolver, include, path, re_path, reverse
from django.utils.functional import classproperty
from django.utils.translation import override
from rest_framework.renderers import JSONRenderer
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.serializers import PageSerializer
from wagtail.api.v2.utils import BadRequestError, page_models_from_string
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, get_page_models

from portal.api.careful import CarefulMixin
from portal.api.filters import GATHERINGS, GatheringsFilter
from portal.content import link_prefetch, routing
from portal.content.api_fields import Blocks, Html
from portal.content.models import PageAudience, PageTheme, PortalPage, TaggedPage
from portal.content.querysets import PortalPageQuerySet

#: Field types that a query may filter by.
COMPARED = (models.CharField, models.IntegerField, models.DateField, models.BooleanField)
ANYBODY = {"Access-Control-Allow-Origin": "*"}


class PortalSerializer(PageSerializer):
    serializer_field_mapping = {
        **PageSerializer.serializer_field_mapping,
        RichTextField: Html,
        StreamField: Blocks,
    }


class PagesEndpoint(CarefulMixin, PagesAPIViewSet):
    """The public pages of all languages.

    Fields that cost a query per page (`api_details`: long texts, rows) are in the detail view only.
    """

    authentication_classes: list = []
    permission_classes: list = []
    renderer_classes = [JSONRenderer]
    metadata_class = None
    base_serializer_class = PortalSerializer
    model = PortalPage
    filter_backends = [*PagesAPIViewSet.filter_backends, GatheringsFilter]
    known_query_parameters = PagesAPIViewSet.known_query_parameters.union(GATHERINGS) - {
        "search_operator",
        "site",
        "format",
    }
    find_query_parameters = frozenset({"html_path"})
    meta_fields = [name for name in PagesAPIViewSet.meta_fields if name != "alias_of"]
    listing_default_fields = [*PagesAPIViewSet.listing_default_fields, "summary", "park"]

    @classproperty
    def detail_only_fields(cls) -> list[str]:
        models = [model for model in get_page_models() if issubclass(model, PortalPage)]
        return ["parent", *{field.name for model in models for field in cls.details_of(model)}]

    @classmethod
    def details_of(cls, model: type[models.Model]) -> list:
        return cls._convert_api_fields(getattr(model, "api_details", ()))

    @classmethod
    def get_body_fields(cls, model):
        return [*super().get_body_fields(model), *cls.details_of(model)]

    @classmethod
    def get_available_fields(cls, model, db_fields_only=False):
        names = super().get_available_fields(model, db_fields_only)
        if not db_fields_only:
            return names
        return [name for name in names if isinstance(model._meta.get_field(name), COMPARED)]

    def get_base_queryset(self) -> PortalPageQuerySet:
        home = Page.objects.filter(
            routing.home_pages(), path=Substr(OuterRef("path"), 1, 2 * Page.steplen)
        )
        return PortalPage.objects.live_and_public().filter(Exists(home))

    def get_queryset(self) -> QuerySet:
        types = self._types()
        model = types[0] if len(types) == 1 else PortalPage
        # The search backend filters by plain columns only: other conditions go into this subquery.
        readable = self.get_base_queryset()
        if len(types) > 1:
            readable = readable.type(*types)
        pages = model._default_manager.filter(id__in=readable.values("id")).order_by("id")
        return pages.select_related("park", "locale", "listing_picture").prefetch_related(
            "listing_picture__renditions",
            Prefetch("page_themes", PageTheme.objects.with_own_names(), to_attr="named_themes"),
            Prefetch("page_audiences", PageAudience.objects.with_own_names(), to_attr="named_audiences"),
            Prefetch("tagged_items", TaggedPage.objects.select_related("tag"), to_attr="named_tags"),
        )

    def get_object(self) -> PortalPage:
        if not hasattr(self, "_page"):
            self._page = super().get_object()
            link_prefetch.resolve(self._page)
        return self._page

    def find_object(self, queryset: QuerySet, request: Any) -> PortalPage | None:
        """Returns the page at a URL path of the site, language prefix included; None if there is none."""
        if "html_path" not in request.GET:
            return None
        steps = [step for step in request.GET["html_path"].split("/") if step]
        others = {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
        language = steps.pop(0) if steps and steps[0] in others else settings.LANGUAGE_CODE
        with override(language):
            found = routing.find(request._request, steps)
        return queryset.filter(id=found.page.pk).first() if found else None

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Runs the search in the requested language."""
        language = self.request.GET.get("locale", settings.LANGUAGE_CODE)
        known = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with override(known):
            return super().filter_queryset(queryset)

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in ANYBODY.items():
            response[name] = value
        return response

    def _types(self) -> list[type[PortalPage]]:
        asked = self.request.GET.get("type")
        if not asked:
            return []
        try:
            types = page_models_from_string(asked)
        except (LookupError, ValueError) as error:
            raise BadRequestError("type doesn't exist") from error
        if not all(issubclass(each, PortalPage) for each in types):
            raise BadRequestError("type doesn't exist")
        return types


def index(request: HttpRequest) -> JsonResponse:
    """Returns the entry point of the API: endpoints, page types and licence."""
    return JsonResponse(
        {
            "name": settings.SITE_NAME,
            "pages": settings.SITE_URL + reverse("api:pages:listing"),
            "types": sorted(
                model._meta.label
                for model in get_page_models()
                if issubclass(model, PortalPage) and model.is_creatable
            ),
            "licence": settings.OPEN_DATA_LICENCE,
        },
        headers=ANYBODY,
    )


def missing(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"message": "not found"}, status=404, headers=ANYBODY)


router = WagtailAPIRouter("api")
router.register_endpoint("pages", PagesEndpoint)

urlpatterns: list[URLPattern | URLResolver] = [
    path("v2/", index, name="index"),
    path("v2/", include(router.get_urlpatterns())),
    re_path("", missing),
]
