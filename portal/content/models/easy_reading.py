"""The easy-to-read version of a page: its field, panels and preview."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import RichTextField

from portal.content import easy_read

EASY_READ_FEATURES = ["bold", "ul", "link"]


class EasyReadMixin(models.Model):
    easy_read = RichTextField(
        _("version facile à lire"),
        features=EASY_READ_FEATURES,
        blank=True,
        help_text=_(
            "Le même message en phrases courtes, une idée par phrase, avec des mots de tous les "
            "jours, sans sigle ni expression imagée."
        ),
    )

    easy_read_panels = [
        HelpPanel(
            content=_(
                "<p>Une phrase, une idée. Douze mots par phrase au plus. Relisez-la avec une "
                "personne concernée.</p>"
            ),
            template="wagtailadmin/panels/easy_read_advice.html",
        ),
        FieldPanel("easy_read"),
    ]

    class Meta:
        abstract = True

    @property
    def preview_modes(self):
        return [*super().preview_modes, (easy_read.NAME, _("Facile à lire"))]

    def serve_preview(self, request, mode_name):
        if mode_name == easy_read.NAME:
            return easy_read.serve(self, request)
        return super().serve_preview(request, mode_name)
