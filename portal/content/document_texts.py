"""The text of the documents that pages offer for download, so that the search finds it."""

from __future__ import annotations

import logging
import resource
import subprocess
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast, Length, Substr
from wagtail.models import Collection, CollectionViewRestriction, Page, ReferenceIndex
from wagtail.search import index

from portal.content import document_reader, references
from portal.content.models import DocumentText, PortalDocument
from portal.search.documents import Attachment

if TYPE_CHECKING:
    from portal.content.models import PortalPage

KINDS = ("pdf", "odt", "docx", "txt")
MAX_FILE, MAX_MEMORY = 30_000_000, 600_000_000  # bytes
MAX_SECONDS = 15

logger = logging.getLogger(__name__)


def attached_to(page: PortalPage) -> list[Attachment]:
    """The texts of the documents that a page’s prose links to and everybody may read."""
    ids = references.linked_documents(page)
    documents = PortalDocument.objects.filter(pk__in=ids).exclude(restricted_documents()).order_by("pk")
    return [Attachment(document.title, text_of(document)) for document in documents]


def restricted_documents() -> Exists:
    """True for a document whose collection, or one above it, is under a restriction."""
    path = Substr(OuterRef("collection__path"), 1, Length("collection__path"))
    return Exists(CollectionViewRestriction.objects.filter(collection__path=path))


def text_of(document: PortalDocument) -> str:
    """What its file says, read once; empty where it cannot be read."""
    kept = DocumentText.objects.filter(document=document, file_name=document.file.name).first()
    if kept is None:
        kept, _is_new = DocumentText.objects.update_or_create(
            document=document,
            defaults={"file_name": document.file.name, "text": _read(document)},
        )
    return kept.text


def renew(document: PortalDocument) -> None:
    """Reads a document that is new or has another file, and indexes the pages that link to it."""
    text_of(document)
    index_again(pages_linking_to(PortalDocument.objects.filter(pk=document.pk)))


def pages_linking_to(documents: QuerySet[PortalDocument]) -> QuerySet[Page]:
    """The pages whose published content names one of these documents."""
    links = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(PortalDocument),
        to_object_id__in=documents.annotate(key=Cast("pk", CharField())).values("key"),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    keys = links.annotate(page_id=Cast("object_id", BigIntegerField())).values("page_id")
    return Page.objects.filter(pk__in=keys)


def index_pages_offering(collection: Collection) -> None:
    """Indexes the pages that link to what a collection, or one below it, holds."""
    below = PortalDocument.objects.filter(collection__path__startswith=collection.path)
    index_again(pages_linking_to(below))


def index_again(pages: Iterable[Page]) -> None:
    for page in pages:
        index.insert_or_update_object(page)


def _read(document: PortalDocument) -> str:
    """In a process of its own, short of time and memory: a hostile file harms nobody but itself."""
    kind = document.file_extension.lower()
    if kind not in KINDS:
        return ""
    try:
        with document.file.open("rb") as file:
            content = file.read(MAX_FILE + 1)
        if len(content) > MAX_FILE:
            return ""
        if kind == "txt":  # nothing to take apart
            return document_reader.read(kind, content)
        program = [sys.executable, "-I", document_reader.__file__, kind]
        done = subprocess.run(  # noqa: S603
            program,
            input=content,
            capture_output=True,
            timeout=MAX_SECONDS,
            preexec_fn=_limit,
            check=True,
        )
        return done.stdout.decode()
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        logger.warning("Document %s cannot be read: %s", document.pk, type(error).__name__)
        return ""


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
