"""Admin forms for uploads: a file is accepted by its content, not by its name."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.forms.choosers import PhoneLinkChooserForm
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.admin.views.chooser import PhoneLinkView
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from portal.documents.kinds import Kind, kind_of
from portal.documents.outline import Refusal, Refused
from portal.forms.fields import TelephoneField
from portal.media.pictures import drawings, photographs

#: The limits of a portrait, in bytes and in pixels.
MOST_PORTRAIT, PORTRAIT_SIDE = 5 * 1024 * 1024, 400
#: The kind of content expected for each file extension.
KINDS = {"csv": Kind.TEXT} | {kind.value: kind for kind in Kind}

REFUSED_DOCUMENTS = {
    Refusal.PASSWORD: gettext_lazy(
        "Ce document est protégé par un mot de passe : personne ne pourrait l’ouvrir. Enregistrez-le "
        "sans mot de passe."
    ),
    Refusal.MACROS: gettext_lazy(
        "Ce document contient un programme (des macros). Enregistrez-le dans un format sans macros."
    ),
    Refusal.TRAP: gettext_lazy(
        "Ce fichier est fait d’une façon qui pourrait nuire à qui l’ouvre. Enregistrez-le de nouveau."
    ),
    Refusal.BROKEN: gettext_lazy(
        "Ce document est abîmé ou incomplet. Ouvrez-le, enregistrez-le de nouveau, puis déposez la copie."
    ),
    Refusal.EMPTY: gettext_lazy("Ce fichier est vide."),
}


def is_drawing(file: UploadedFile) -> bool:
    return (file.name or "").lower().endswith(".svg")


def rewrite(file: UploadedFile, content: bytes) -> None:
    """Replaces the content of an upload in place, in memory or on disk, so that it is what is saved."""
    file.seek(0)
    file.truncate()
    file.write(content)
    file.flush()
    file.seek(0)
    file.size = len(content)


class PictureField(WagtailImageField):
    """Accepts pictures that can be rendered in every size, and explains why others are refused."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.help_text = _(
            "JPEG, PNG, WebP, AVIF ou GIF : %(photo)s et %(pixels)d millions de points. "
            "SVG : %(drawing)s."
        ) % {
            "photo": self.max_upload_size_text,
            "pixels": photographs.MOST_PIXELS // 1_000_000,
            "drawing": filesizeformat(drawings.MOST_BYTES),
        }

    def to_python(self, data):
        if isinstance(data, UploadedFile):
            self.check_image_file_size(data)
            if is_drawing(data):
                self._check_drawing_size(data)
                rewrite(data, drawings.without_document_type(data.read()))
        return super().to_python(data)

    def check_image_pixel_size(self, f):
        """Reads the whole picture once; Wagtail checks the number of pixels only."""
        f.seek(0)
        try:
            if f.image.format_name == "svg":
                rewrite(f, drawings.cleaned(f.read()))
            else:
                photographs.check(f)
        except drawings.HoldsPhotographs as error:
            raise ValidationError(
                _("Ce dessin SVG contient une photo. Exportez-le en PNG, puis déposez celui-ci.")
            ) from error
        except drawings.TooComplicated as error:
            raise ValidationError(
                _(
                    "Ce dessin SVG est trop compliqué pour être montré. Simplifiez-le, ou exportez-le en "
                    "PNG."
                )
            ) from error
        except drawings.Unreadable as error:
            raise ValidationError(_("Ce dessin SVG est illisible.")) from error
        except photographs.TooLarge as error:
            raise ValidationError(_too_large()) from error
        except photographs.Unreadable as error:
            raise ValidationError(_unreadable()) from error
        finally:
            f.seek(0)

    def _check_drawing_size(self, file: UploadedFile) -> None:
        size = file.size or 0
        if size > drawings.MOST_BYTES:
            raise ValidationError(
                self.error_messages["file_too_large"]
                % {
                    "file_size": filesizeformat(size),
                    "max_filesize": filesizeformat(drawings.MOST_BYTES),
                }
            )


def _too_large() -> str:
    text = _(
        "Cette image est trop grande : elle peut avoir %(pixels)d millions de points, et %(side)d de "
        "côté au plus. Réduisez-la, puis déposez la copie."
    )
    pixels = photographs.MOST_PIXELS // 1_000_000
    return text % {"pixels": pixels, "side": photographs.LONGEST_SIDE}


def _unreadable() -> str:
    return _(
        "Cette image est abîmée ou incomplète. Copiez-la de nouveau depuis l’appareil, ou enregistrez-la "
        "de nouveau."
    )


class PictureForm(BaseImageForm):
    """Accepts drawings (SVG) only from users who may add them, and cleans them.

    An SVG file can contain scripts and URLs: it is rewritten without them.
    """

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.person = user
        if (wagtail_field := self.fields.get("file")) is not None:
            self.fields["file"] = PictureField(
                label=wagtail_field.label,
                required=wagtail_field.required,
                widget=wagtail_field.widget,
                max_length=wagtail_field.max_length,
            )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not is_drawing(file):
            return file
        if self.person is not None and not self.person.has_perm("media.add_drawing"):
            raise ValidationError(
                _("Seule l’équipe du réseau peut déposer des dessins SVG. Choisissez une photo.")
            )
        file.content_type = "image/svg+xml"
        return file


class DocumentForm(BaseDocumentForm):
    """Accepts documents whose content matches their file extension."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        expected = KINDS.get(PurePath(file.name).suffix.lower().removeprefix("."))
        if "file" not in self.changed_data or expected is None:
            return file  # Wagtail refuses other extensions
        file.seek(0)
        try:
            is_expected = kind_of(file.read()) is expected
        except Refused as refused:
            if refused.reason in REFUSED_DOCUMENTS:
                raise ValidationError(REFUSED_DOCUMENTS[refused.reason]) from refused
            is_expected = False
        file.seek(0)
        if not is_expected:
            raise ValidationError(
                _(
                    "Ce fichier n’est pas ce que dit son nom : son contenu n’est pas celui d’un fichier "
                    "%(extension)s. Vérifiez que c’est le bon, ou enregistrez-le de nouveau dans ce "
                    "format."
                )
                % {"extension": PurePath(file.name).suffix.lower()}
            )
        return file


class PortraitInput(forms.ClearableFileInput):
    """A file input; the panel around it shows the portrait and the checkbox that removes it."""

    template_name = "django/forms/widgets/file.html"


class PortraitForm(AvatarPreferencesForm):
    """The portrait of an account, reduced in size and without camera metadata."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["avatar"].widget = PortraitInput(attrs={"accept": "image/*"})
        self.fields["avatar"].help_text = _(
            "Photo (JPEG, PNG, WebP, AVIF ou GIF) de %(most)s au plus."
        ) % {"most": filesizeformat(MOST_PORTRAIT)}

    def clean_avatar(self):
        file = self.cleaned_data.get("avatar")
        if not file:
            return self._original_avatar if file is None else file
        if file.size > MOST_PORTRAIT:
            raise ValidationError(
                _("Cette image est trop lourde : elle peut peser %(most)s au plus.")
                % {"most": filesizeformat(MOST_PORTRAIT)}
            )
        try:
            portrait = photographs.sound(file)
        except photographs.TooLarge as error:
            raise ValidationError(_too_large()) from error
        except photographs.Unreadable as error:
            raise ValidationError(_unreadable()) from error
        portrait.thumbnail((PORTRAIT_SIDE, PORTRAIT_SIDE))
        return _as_upload(portrait, PurePath(file.name).stem)


def _as_upload(portrait, name: str) -> InMemoryUploadedFile:
    output = BytesIO()
    portrait.save(output, "PNG")
    return InMemoryUploadedFile(output, "avatar", f"{name}.png", "image/png", output.tell(), None)


class TelephoneLinkForm(PhoneLinkChooserForm):
    """The form for a telephone link in a rich text."""

    phone_number = TelephoneField(short=True)


def install() -> None:
    """Replaces Wagtail’s form classes, for which there is no setting."""
    AvatarSettingsPanel.form_class = PortraitForm
    PhoneLinkView.form_class = TelephoneLinkForm
