"""Querysets of the Parks."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageManager, PageQuerySet

from portal.content.querysets import PortalPageQuerySet, chosen_pages
from portal.records.models import PageRecordQuerySet


class OrientationQuerySet(PortalPageQuerySet):
    def in_order(self) -> OrientationQuerySet:
        """Orders as in the page tree."""
        return self.order_by("path")

    def answered_by(self, project: Page) -> OrientationQuerySet:
        """Returns the orientations a project links to, in its language."""
        chosen = chosen_pages(project.orientation_links.all(), "orientation")
        return self.in_language_of(project).filter(translation_key__in=chosen)

    def helped_by(self, sheet: Page) -> OrientationQuerySet:
        """Returns the orientations that link to a sheet, in its language."""
        links = self.model._meta.get_field("sheet_links").related_model.objects
        return self.in_language_of(sheet).filter(
            pk__in=links.filter(sheet__translation_key=sheet.translation_key).values("page")
        )


class ProjectQuerySet(PortalPageQuerySet):
    def latest_first(self) -> ProjectQuerySet:
        return self.order_by(F("starts_on").desc(nulls_last=True), "title")

    def answering(self, orientation: Page) -> ProjectQuerySet:
        """Returns the projects, in the language of an orientation, linked to any of its translations."""
        return self.in_language_of(orientation).filter(
            orientation_links__orientation__translation_key=orientation.translation_key
        )

    def parents_of(self, pages: PageQuerySet) -> ProjectQuerySet:
        """Returns the projects that are parents of these pages."""
        parents = pages.order_by().values(parent=Substr("path", 1, Length("path") - Page.steplen))
        return self.filter(path__in=parents)


class EffectQuerySet(models.QuerySet):
    def in_order(self) -> EffectQuerySet:
        """Orders from people to territory, then in the editor’s order."""
        levels = [When(level=level, then=Value(place)) for place, level in enumerate(self._levels())]
        return self.order_by(Case(*levels, output_field=IntegerField()), "page", "sort_order")

    def _levels(self) -> list[str]:
        return [value for value, _label in self.model._meta.get_field("level").choices]


class ActionQuerySet(PageRecordQuerySet):
    def in_order(self) -> ActionQuerySet:
        """Orders unfinished actions by deadline, then finished ones."""
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
