"""Panels of the page editor."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from projects.agenda.page_forms import FIRST_DATE_FIELDS


class FirstDatePanel(MultiFieldPanel):
    """Shown only if the form has its fields (see EventPageForm)."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("heading", _("Première date"))
        kwargs.setdefault(
            "help_text",
            _("Les autres dates s’ajoutent ensuite sur l’écran « Dates » du rendez-vous."),
        )
        children = kwargs.pop("children", None) or [
            FieldRowPanel([FieldPanel(name) for name in FIRST_DATE_FIELDS])
        ]
        super().__init__(children, *args, **kwargs)

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self):
            return FIRST_DATE_FIELDS[0] in self.form.fields and super().is_shown()
