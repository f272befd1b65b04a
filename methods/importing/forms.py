"""What is asked of who imports a document: the file, then what the preview leaves open."""

from __future__ import annotations

from pathlib import PurePath

from django import forms
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images import permissions as picture_permissions
from wagtail.models import Collection

from methods.importing.converter.sheet import LONGEST_TITLE, MAX_PIECES, Drafts, SheetDraft, build_drafts
from methods.importing.services import ImportOptions
from methods.models import ImportedDocument, MethodIndexPage, StagePage
from portal.content.models import User
from portal.documents import bounds, sandbox
from portal.documents.kinds import Kind, kind_of
from portal.documents.outline import Reading, Refusal, Refused
from portal.documents.text_runs import clean

MAX_MEGABYTES = sandbox.MAX_BYTES // 1024**2
EXTENSIONS = (".docx", ".odt", ".pdf", ".txt")
CHARACTERS_A_PAGE = 3_000
#: A description longer than this is a text.
LONGEST_ALTERNATIVE = 300

REFUSALS = {
    Refusal.EMPTY: gettext_lazy("Ce fichier est vide."),
    Refusal.PASSWORD: gettext_lazy(
        "Ce document est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis "
        "déposez-le de nouveau."
    ),
    Refusal.BROKEN: gettext_lazy(
        "Ce document est abîmé ou incomplet. Ouvrez-le, enregistrez-le de nouveau, puis déposez la copie."
    ),
    Refusal.UNKNOWN: gettext_lazy(
        "Ce fichier n’est pas un document que nous savons lire. Choisissez un fichier Word (.docx), "
        "LibreOffice (.odt), PDF ou texte (.txt)."
    ),
    Refusal.OLD_WORD: gettext_lazy(
        "Ce document est au vieux format de Word (.doc). Ouvrez-le et enregistrez-le au format .docx."
    ),
    Refusal.RTF: gettext_lazy(
        "Ce document est au format RTF. Ouvrez-le et enregistrez-le au format .docx ou .odt."
    ),
    Refusal.OTHER_OFFICE: gettext_lazy(
        "Ce fichier est un tableur ou une présentation. Seuls les textes deviennent des fiches : "
        "enregistrez-le en PDF, par exemple."
    ),
    Refusal.WEB_PAGE: gettext_lazy(
        "Ce fichier est une page web. Copiez son texte dans un document, puis déposez celui-ci."
    ),
    Refusal.TOO_MUCH: gettext_lazy(
        "Ce document est trop compliqué pour être lu. Découpez-le : une fiche tient en quelques pages."
    ),
    Refusal.BUSY: gettext_lazy(
        "D’autres documents sont en cours de lecture. Déposez le vôtre de nouveau dans une minute."
    ),
    Refusal.MACROS: gettext_lazy(
        "Ce document contient un programme (des macros). Enregistrez-le au format .docx ou .odt, sans "
        "macros, puis déposez-le de nouveau."
    ),
    Refusal.TRAP: gettext_lazy(
        "Ce fichier est fait d’une façon qui pourrait nuire au site : nous ne l’ouvrons pas. "
        "Enregistrez-le de nouveau avec Word ou LibreOffice."
    ),
    Refusal.NO_TEXT: gettext_lazy(
        "Ce PDF ne contient que des images de pages, sans texte. Retrouvez le document d’origine, ou "
        "faites reconnaître le texte avant de le déposer."
    ),
}


def refusal_wording(reason: Refusal) -> str:
    """Why a file is not read, to who gave it."""
    match reason:
        case Refusal.TOO_BIG:
            text = _("Ce fichier est trop lourd : il peut peser %(most)d Mo au plus.")
            return text % {"most": MAX_MEGABYTES}
        case Refusal.TOO_LONG:
            text = _(
                "Ce document est trop long pour une fiche. Elle reprend au plus %(characters)s signes "
                "(%(pages)d pages environ), %(blocks)s paragraphes, %(cells)s cases de tableau, et "
                "%(pieces)d titres, étapes, tableaux et images. Découpez-le en plusieurs documents."
            )
            return text % {
                "characters": number_format(bounds.MAX_SIZE.characters, force_grouping=True),
                "pages": bounds.MAX_SIZE.characters // CHARACTERS_A_PAGE,
                "blocks": number_format(bounds.MAX_SIZE.blocks, force_grouping=True),
                "cells": number_format(bounds.MAX_SIZE.cells, force_grouping=True),
                "pieces": MAX_PIECES,
            }
    return str(REFUSALS[reason])


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Document"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(EXTENSIONS)}),
    )
    parent = forms.ModelChoiceField(MethodIndexPage.objects.none(), label=gettext_lazy("Où"))
    stage = forms.ModelChoiceField(
        StagePage.objects.none(),
        label=gettext_lazy("Temps de la démarche"),
        required=False,
        empty_label=gettext_lazy("Tout au long de la démarche"),
        help_text=gettext_lazy("Le temps auquel sert la fiche. Vous pourrez en changer."),
    )

    def __init__(self, *args, parents: list[MethodIndexPage], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "Word (.docx), LibreOffice (.odt), PDF ou texte (.txt), %(most)d Mo au plus."
        ) % {"most": MAX_MEGABYTES}
        self.fields["parent"].queryset = MethodIndexPage.objects.filter(
            pk__in=[parent.pk for parent in parents]
        )
        self.fields["stage"].queryset = StagePage.objects.filter(
            locale__in={parent.locale_id for parent in parents}
        ).in_order()
        if len(parents) == 1:
            self.fields["parent"].widget = forms.HiddenInput()
            self.initial["parent"] = parents[0].pk

    def clean_file(self):
        """The file, read: its content decides, whatever it is called."""
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
    """A file’s name as it is shown: without a path or control characters, not too long, and ending as its
    content asks, for it may become a file to download.
    """
    path = PurePath(clean(name).replace("\n", " "))
    return f"{path.stem[:200]}.{kind.value}"


def title_from(name: str) -> str:
    """A title for a document that has none, from the name of its file."""
    return " ".join(PurePath(name).stem.replace("_", " ").split()).strip(" -.")


class PreviewForm(forms.Form):
    """What remains to be said once the draft is seen. A picture’s fields carry its place in the sheet."""

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
        """Where the person may put pictures, the widest first; nowhere without the right to."""
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
        """The fields of each picture, where it comes in the sheet."""
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
        """Says in the draft what was said in the form."""
        draft.title = self.cleaned_data["title"]
        for place, picture in enumerate(draft.pictures):
            picture.alternative = self.cleaned_data.get(f"alternative_{place}", picture.alternative)
            picture.is_decorative = self.cleaned_data.get(f"decorative_{place}", False)

    def wishes(self) -> ImportOptions:
        cleaned = self.cleaned_data
        own = cleaned.get("collection") or next(iter(self.picture_collections), None)
        keeps_original = cleaned.get("keeps_original")
        return ImportOptions(own, self._collection_for_document(own) if keeps_original else None)

    def _collection_for_document(self, pictures_in: Collection | None) -> Collection:
        """Beside the pictures if the person may put documents there."""
        collections = self._document_collections
        return pictures_in if pictures_in in collections else collections[0]
