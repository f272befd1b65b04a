"""Writes of the import: the waiting document, then the draft page with its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import PurePath

import msgspec
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from wagtail.models import Collection

from methods.importing.converter.body import DraftPicture
from methods.importing.converter.sheet import Drafts, SheetDraft
from methods.importing.pages import build_page
from methods.models import ImportedDocument, ImportedPicture, MethodIndexPage, MethodSheetPage, StagePage
from portal.content.services import give_park
from portal.documents.outline import Reading
from portal.media.models import Picture, PortalDocument
from portal.people.models import User


@dataclass(frozen=True)
class ImportOptions:
    """The choices of a person at the preview."""

    #: The collection for pictures; None leaves them out.
    pictures_in: Collection | None = None
    #: The collection for the document itself; None does not keep it.
    document_in: Collection | None = None


@transaction.atomic
def keep_document(
    reading: Reading,
    made: Drafts,
    *,
    owner: User,
    parent: MethodIndexPage,
    stage: StagePage | None,
    name: str,
    content: bytes,
) -> ImportedDocument:
    """Stores a reading and its drafts until their owner makes a sheet or drops them."""
    document = ImportedDocument.objects.create(
        owner=owner,
        parent=parent,
        stage=stage,
        name=name,
        content=content,
        outline_packed=msgspec.msgpack.encode(reading.outline),
        drafts_packed=msgspec.msgpack.encode(made),
    )
    ImportedPicture.objects.bulk_create(
        ImportedPicture(document=document, number=number, **msgspec.structs.asdict(picture))
        for number, picture in enumerate(reading.pictures)
    )
    return document


def delete_expired(now: datetime) -> int:
    """Deletes the expired documents; returns the number of rows."""
    return ImportedDocument.objects.expired(now).delete()[0]


def make_sheet(
    document: ImportedDocument, draft: SheetDraft, options: ImportOptions, user: User
) -> MethodSheetPage:
    """Creates the draft page, its pictures and, if asked, the document to download; deletes the import.

    Files written before an error are removed. Raises `ImportedDocument.DoesNotExist` if the sheet is
    already made.
    """
    with _no_file_left_behind() as files, transaction.atomic():
        # Two clicks at the same time make one sheet.
        document = ImportedDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
        maker = _PictureMaker(document, options, user, files)
        page = build_page(draft, document, maker.picture_for)
        if options.document_in:
            original = _original(document, options.document_in, user)
            files.append(original.file)
            page.body.append(("download", {"document": original, "label": ""}))
        page.owner = user
        document.parent.add_child(instance=page)
        page.save_revision(user=user, log_action=True, clean=False)
        give_park(page, user)
        document.delete()
    return page


class _PictureMaker:
    """Creates each picture of a document once, even if the sheet shows it several times."""

    def __init__(
        self, document: ImportedDocument, options: ImportOptions, user: User, files: list[FieldFile]
    ):
        self._document, self._options, self._user, self._files = document, options, user, files
        self._made: dict[int, int] = {}

    def picture_for(self, wanted: DraftPicture) -> Picture | None:
        if self._options.pictures_in is None:
            return None
        if wanted.number not in self._made:
            self._made[wanted.number] = self._make(wanted.number).pk
        # Each place has its own alternative, and so an object of its own.
        picture = Picture.objects.get(pk=self._made[wanted.number])
        picture.decorative = wanted.is_decorative
        picture.contextual_alt_text = "" if wanted.is_decorative else wanted.alternative
        return picture

    def _make(self, number: int) -> Picture:
        kept = self._document.pictures.get(number=number)
        stem = PurePath(self._document.name).stem
        file = ImageFile(BytesIO(bytes(kept.content)), name=f"{stem[:60]}-{number + 1}.{kept.extension}")
        picture = Picture(
            title=f"{stem[:200]} ({number + 1})",
            file=file,
            width=kept.width,
            height=kept.height,
            collection=self._options.pictures_in,
            uploaded_by_user=self._user,
        )
        picture._set_image_file_metadata()
        picture.save()
        self._files.append(picture.file)
        return picture


def _original(document: ImportedDocument, collection: Collection, user: User) -> PortalDocument:
    original = PortalDocument(
        title=PurePath(document.name).stem[:255],
        file=ContentFile(bytes(document.content), name=document.name),
        collection=collection,
        uploaded_by_user=user,
    )
    original._set_document_file_metadata()
    original.save()
    return original


@contextmanager
def _no_file_left_behind() -> Iterator[list[FieldFile]]:
    """Removes the listed files when the transaction fails, because files are not part of it."""
    files: list[FieldFile] = []
    try:
        yield files
    except BaseException:
        for file in files:
            file.storage.delete(file.name or "")
        raise
