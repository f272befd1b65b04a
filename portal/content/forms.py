"""Forms of the admin for records of the foundation."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from py_svg_hush import filter_svg
from wagtail.images.forms import BaseImageForm


class PictureForm(BaseImageForm):
    """Takes drawings (SVG) from those who may add them only, and never unclean.

    A drawing is a document that can carry scripts and addresses: it is rewritten without them.
    """

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.person = user

    def clean_file(self) -> forms.Field:
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not file.name.lower().endswith(".svg"):
            return file
        if self.person is not None and not self.person.has_perm("content.add_drawing"):
            raise ValidationError(
                _("Seule l’équipe du réseau peut déposer des dessins SVG. Choisissez une photo.")
            )
        return _cleaned_drawing(file)


def _cleaned_drawing(file):
    file.seek(0)
    try:
        clean = filter_svg(file.read(), {})
    except ValueError as error:
        raise ValidationError(_("Ce dessin SVG est illisible.")) from error
    drawing = ContentFile(clean, name=file.name)
    drawing.image = getattr(file, "image", None)
    drawing.content_type = "image/svg+xml"
    return drawing
