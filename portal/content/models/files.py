"""Pictures and documents that people upload."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


class Picture(AbstractImage):
    """A picture. Its alternative stands where it is used, in the language of the page."""

    credit = models.CharField(
        _("crédit"),
        max_length=160,
        blank=True,
        help_text=_("Qui a fait l’image, par exemple « Photo : Camille Leroy »."),
    )

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("add_drawing", _("Peut déposer des dessins SVG"))]

    @property
    def default_alt_text(self) -> str:
        """Empty: a picture is decorative until the page that shows it says otherwise."""
        return ""


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"),
                name="one_rendition_per_filter",
            )
        ]


class PortalDocument(AbstractDocument):
    """A file to download, served through Wagtail’s checked view."""

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")


class DocumentText(models.Model):
    """What the file of a document says, for the search."""

    document = models.OneToOneField(PortalDocument, models.CASCADE, related_name="text")
    #: The file it was read from: another one is read again.
    file_name = models.CharField(max_length=255)
    text = models.TextField(blank=True)
