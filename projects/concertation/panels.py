"""Panels of the page editor: the remarks on the question, and the way to the desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from portal.pages.versions import source_of
from projects.concertation.desk.views import address_of
from projects.concertation.permissions import may_run
from projects.concertation.sheets import advice_on


class QuestionPanel(Panel):
    """The remarks on the question of a project, below its field; drawn anew at each autosave."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/concertation/question_panel.html"

        def get_context_data(self, parent_context=None):
            return {
                **super().get_context_data(parent_context),
                "advice": advice_on(self.instance.common_question),
            }


class DeskPanel(Panel):
    """On the page of a consultation: the way to its desk, for who runs it."""

    def __init__(self, **kwargs):
        kwargs.setdefault("heading", _("Concertation"))
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/concertation/desk_panel.html"

        def is_shown(self):
            return self.instance.pk is not None and super().is_shown() and self._may_run()

        def _may_run(self) -> bool:
            return may_run(self.request.user, source_of(self.instance))

        def get_context_data(self, parent_context=None):
            return {
                **super().get_context_data(parent_context),
                "address": address_of(self.instance),
                "question": self.instance.question,
            }
