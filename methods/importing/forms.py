"""The forms of the import: the file, then the choices at the preview."""

from __future__ import annotations

from pathlib import PurePath

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images import permissions as picture_permissions
from wagtail.models import Collection

from methods.importing.converter.sheet import LONGEST_TITLE, Drafts, SheetDraft, build_drafts
from methods.importing.services import ImportOptions
from methods.importing.wording import MAX_MEGABYTES, refusal_wording
from methods.models import ImportedDocument, MethodIndexPage, StagePage
from portal.documents import sandbox
from portal.documents.kinds import Kind, kind_of
from portal.documents.outline import Reading, Refusal, Refused
from portal.documents.text_runs import clean
from portal.people.models import User

EXTENSIONS = (".docx", ".odt", ".pdf", ".txt")
#: In characters.
LONGEST_ALTERNATIVE = 300


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Document"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(EXTENSIONS)}),
    )

    def __init__(self, *args, parents: list[MethodIndexPage], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "Word (.docx), LibreOffice (.odt), PDF ou texte (.txt), %(most)d Mo au plus."
        ) % {"most": MAX_MEGABYTES}
        places = MethodIndexPage.objects.filter(pk__in=[parent.pk for parent in parents])
        stages = StagePage.objects.filter(locale__in={parent.locale_id for parent in parents})
        self.fields["parent"] = forms.ModelChoiceField(places, label=_("Où"))
        self.fields["stage"] = forms.ModelChoiceField(
            stages.in_order(),
            label=_("Temps de la démarche"),
            required=False,
            empty_label=_("Tout au long de la démarche"),
            help_text=_("Le temps auquel sert la fiche. Vous pourrez en changer."),
        )
        if len(parents) == 1:
            self.fields["parent"].widget = forms.HiddenInput()
            self.initial["parent"] = parents[0].pk

    def clean_file(self):
        """Reads the file and builds its drafts. The content decides the kind, not the name."""
        file = self.cleaned_data["file"]
        try:
            if file.size > sandbox.MAX_BYTES:
                raise Refused(Refusal.TOO_BIG)
            self.reading: Reading = sandbox.read(file)
            self.drafts: Drafts = build_drafts(self.reading.outline)
        except Refused as refused:
            raise forms.ValidationError(refusal_wording(refused.reason)) from refused
        file.seek(0)
        file.name = name_of(file.name, kind_of(file.read()))
        file.seek(0)
        return file


def name_of(name: str, kind: Kind) -> str:
    """A safe, short file name with the extension of the content."""
    path = PurePath(clean(name).replace("\n", " "))
    return f"{path.stem[:200]}.{kind.value}"


def title_from(name: str) -> str:
    """A title from the name of a file."""
    return " ".join(PurePath(name).stem.replace("_", " ").split()).strip(" -.")


class PreviewForm(forms.Form):
    """The choices at the preview. The names of a picture’s fields end with its place in the sheet."""

    title = forms.CharField(label=gettext_lazy("Titre de la fiche"), max_length=LONGEST_TITLE)
    has_steps = forms.BooleanField(
        label=gettext_lazy("Faire des étapes avec ce qui est numéroté"), required=False
    )
    keeps_original = forms.BooleanField(
        label=gettext_lazy("Garder le document d’origine en pièce jointe"),
        required=False,
        help_text=gettext_lazy("Les lecteurs pourront alors le télécharger, tel quel."),
    )

    def __init__(self, *args, document: ImportedDocument, draft: SheetDraft, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.document, self.draft, self.user = document, draft, user
        self.fields["title"].initial = draft.title or title_from(document.name)
        self.fields["has_steps"].initial = True
        if not self._may_keep_original:
            del self.fields["keeps_original"]
        if draft.pictures and len(self.picture_collections) > 1:
            self.fields["collection"] = forms.ModelChoiceField(
                Collection.objects.filter(pk__in=[each.pk for each in self.picture_collections]),
                label=_("Collection des images"),
                initial=self.picture_collections[0],
                empty_label=None,
            )
        if self.picture_collections:
            for place, picture in enumerate(draft.pictures):
                self._ask_for_alternative(place, picture.alternative)

    @cached_property
    def picture_collections(self) -> list[Collection]:
        """The collections to which the person may add pictures, the widest first."""
        policy = picture_permissions.permission_policy
        if not policy.user_has_permission(self.user, "add"):
            return []
        return list(policy.collections_user_has_permission_for(self.user, "add").order_by("path"))

    @cached_property
    def _document_collections(self) -> list[Collection]:
        allowed = document_policy.collections_user_has_permission_for(self.user, "add")
        return list(allowed.order_by("path"))

    @property
    def _may_keep_original(self) -> bool:
        return bool(self._document_collections)

    def _ask_for_alternative(self, place: int, alternative: str) -> None:
        self.fields[f"alternative_{place}"] = forms.CharField(
            label=_("Ce que montre l’image"),
            max_length=LONGEST_ALTERNATIVE,
            required=False,
            initial=alternative[:LONGEST_ALTERNATIVE],
            help_text=_("Pour qui ne la voit pas. Vous pourrez aussi l’écrire plus tard."),
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields[f"decorative_{place}"] = forms.BooleanField(
            label=_("Elle ne fait que décorer"), required=False
        )

    def picture_fields(self) -> list[dict]:
        """The fields of each picture, in the order of the sheet."""
        return [
            {
                "number": picture.number,
                "alternative": self[f"alternative_{place}"],
                "decorative": self[f"decorative_{place}"],
            }
            for place, picture in enumerate(self.draft.pictures)
            if f"alternative_{place}" in self.fields
        ]

    def complete(self, draft: SheetDraft) -> None:
        """Writes the cleaned data into the draft."""
        draft.title = self.cleaned_data["title"]
        for place, picture in enumerate(draft.pictures):
            picture.alternative = self.cleaned_data.get(f"alternative_{place}", picture.alternative)
            picture.is_decorative = self.cleaned_data.get(f"decorative_{place}", False)

    def options(self) -> ImportOptions:
        cleaned = self.cleaned_data
        own = cleaned.get("collection") or next(iter(self.picture_collections), None)
        keeps_original = cleaned.get("keeps_original")
        return ImportOptions(own, self._collection_for_document(own) if keeps_original else None)

    def _collection_for_document(self, pictures_in: Collection | None) -> Collection:
        """The collection of the pictures, if the person may add documents to it."""
        collections = self._document_collections
        return pictures_in if pictures_in in collections else collections[0]
