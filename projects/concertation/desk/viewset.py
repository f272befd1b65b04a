"""The addresses of the desk and their rows in the table of rights."""

from __future__ import annotations

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from portal.people.rights import Rule
from projects.concertation.desk import views
from projects.concertation.permissions import on_consultation


class DeskViewSet(ViewSet):
    name = views.NAME
    url_prefix = "concertation"

    def get_urlpatterns(self):
        return [
            path("", views.IndexView.as_view(), name="index"),
            path("<int:page_id>/", views.DeskView.as_view(), name="desk"),
            path("<int:page_id>/commencer/", views.BeginView.as_view(), name="begin"),
            path("<int:page_id>/question/", views.QuestionView.as_view(), name="question"),
            path("<int:page_id>/question/prete/", views.ReadView.as_view(), name="read"),
            path("<int:page_id>/groupes/", views.GroupsView.as_view(), name="groups"),
        ]

    def rows(self) -> dict[str, Rule]:
        """Returns its rows of the rights table."""
        return {f"{self.url_namespace}:{each.name}": on_consultation for each in self._of_one()}

    def _of_one(self):
        return [each for each in self.get_urlpatterns() if each.name != "index"]


desk = DeskViewSet()
