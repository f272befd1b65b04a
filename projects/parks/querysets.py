"""Reads of the Parks room."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, F, IntegerField, Value, When
from wagtail.models import Page, PageManager

from portal.content.querysets import PortalPageQuerySet, chosen_pages
from portal.records.models import PageRecordQuerySet


class OrientationQuerySet(PortalPageQuerySet):
    def in_order(self) -> OrientationQuerySet:
        """As the editor ordered them in the tree."""
        return self.order_by("path")

    def answered_by(self, project: Page) -> OrientationQuerySet:
        """Those a project names, in the language of the project."""
        chosen = chosen_pages(project.orientation_links.all(), "orientation")
        return self.in_language_of(project).filter(translation_key__in=chosen)

    def helped_by(self, sheet: Page) -> OrientationQuerySet:
        """Those that name a sheet, in the language of the sheet."""
        links = self.model._meta.get_field("sheet_links").related_model.objects
        return self.in_language_of(sheet).filter(
            pk__in=links.filter(sheet__translation_key=sheet.translation_key).values("page")
        )


class ProjectQuerySet(PortalPageQuerySet):
    def latest_first(self) -> ProjectQuerySet:
        return self.order_by(F("starts_on").desc(nulls_last=True), "title")

    def answering(self, orientation: Page) -> ProjectQuerySet:
        """Projects in the language of an orientation that name it, in whatever language."""
        return self.in_language_of(orientation).filter(
            orientation_links__orientation__translation_key=orientation.translation_key
        )


class EffectQuerySet(models.QuerySet):
    def in_order(self) -> EffectQuerySet:
        """From people to territory, in the editor’s order within a level."""
        levels = [When(level=level, then=Value(place)) for place, level in enumerate(self._levels())]
        return self.order_by(Case(*levels, output_field=IntegerField()), "page", "sort_order")

    def _levels(self) -> list[str]:
        return [value for value, _label in self.model._meta.get_field("level").choices]


class ActionQuerySet(PageRecordQuerySet):
    def in_order(self) -> ActionQuerySet:
        """What is still to do first, by deadline; then what is finished."""
        return self.order_by(
            Case(
                When(status__in=["done", "abandoned"], then=Value(1)),
                default=Value(0),
                output_field=IntegerField(),
            ),
            F("deadline").asc(nulls_last=True),
            "title",
        )


OrientationManager = PageManager.from_queryset(OrientationQuerySet)
ProjectManager = PageManager.from_queryset(ProjectQuerySet)
