"""The text of the documents that pages offer for download, so that the search finds it.

Uploads are read by the worker, one after the other, in a process of its own: neither who uploads nor the
database waits for a file.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import BigIntegerField, CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Length, Substr
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import Collection, CollectionViewRestriction, Page, ReferenceIndex
from wagtail.search import index

from portal.documents import sandbox
from portal.documents.models import DocumentText
from portal.documents.outline import Refusal, Refused
from portal.operations import faults

KINDS = ("pdf", "odt", "docx", "txt")
#: After which the worker sees to its other tasks.
TURN_SECONDS = 10

logger = logging.getLogger(__name__)


def text_of(document: AbstractDocument) -> str:
    """What is known of its present file; nothing until that is read."""
    kept = getattr(document, "text", None)
    return kept.text if kept and kept.file_name == document.file.name else ""


def restricted_documents() -> Exists:
    """True for a document whose collection, or one above it, is under a restriction."""
    path = Substr(OuterRef("collection__path"), 1, Length("collection__path"))
    return Exists(CollectionViewRestriction.objects.filter(collection__path=path))


def waiting() -> QuerySet[AbstractDocument]:
    """The documents whose file nobody has read yet, the oldest first."""
    is_readable = Q()
    for kind in KINDS:
        is_readable |= Q(file__iendswith=f".{kind}")
    is_read = DocumentText.objects.filter(document=OuterRef("pk"), file_name=OuterRef("file"))
    return (
        get_document_model()
        .objects.filter(is_readable)
        .exclude(Exists(is_read))
        .order_by("created_at", "pk")
    )


def read_waiting(clock: Callable[[], float] = time.monotonic) -> int:
    """Reads documents for as long as a turn lasts; answers how many.

    What cannot be read says nothing, and is not read again. A storage that does not answer is asked again
    at the next turn: its last error is raised once the others are read.
    """
    began, number = clock(), 0
    error: OSError | None = None
    for document in waiting():
        try:
            _keep(document, _read(document))
            number += 1
        except OSError as failure:
            logger.warning("Document %s cannot be fetched: %s", document.pk, faults.described(failure))
            error = failure
        except Exception as failure:
            # The same file would fail again at each turn: nothing is known of it, and the others go on.
            faults.note(logger, f"reading: document {document.pk}", failure)
            faults.each(logger, "reading", [document], partial(_keep, text=""))
        if clock() - began > TURN_SECONDS:
            break
    if error:
        raise error
    return number


def _keep(document: AbstractDocument, text: str) -> None:
    """Writes what a file says, unless the document is gone or has another file by now."""
    with transaction.atomic():
        same = get_document_model().objects.filter(pk=document.pk, file=document.file.name)
        if not same.select_for_update().exists():
            return
        DocumentText.objects.update_or_create(
            document=document, defaults={"file_name": document.file.name, "text": text}
        )
    pages = pages_linking_to(get_document_model().objects.filter(pk=document.pk))
    faults.each(logger, "indexing", pages, index.insert_or_update_object)


def pages_linking_to(documents: QuerySet[AbstractDocument]) -> QuerySet[Page]:
    """The pages whose published content names one of these documents."""
    links = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(get_document_model()),
        to_object_id__in=documents.annotate(key=Cast("pk", CharField())).values("key"),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    keys = links.annotate(page_id=Cast("object_id", BigIntegerField())).values("page_id")
    return Page.objects.filter(pk__in=keys)


def index_pages_offering(collection: Collection) -> None:
    """Indexes the pages that link to what a collection, or one below it, holds."""
    below = get_document_model().objects.filter(collection__path__startswith=collection.path)
    index_again(pages_linking_to(below))


def index_again(pages: Iterable[Page]) -> None:
    for page in pages:
        index.insert_or_update_object(page)


def _read(document: AbstractDocument) -> str:
    """What the file of a document says; nothing where it cannot be read. Raises `OSError` where the
    storage fails.
    """
    try:
        with document.file.open("rb") as file:
            return sandbox.text_of(file)
    except FileNotFoundError:
        reason = "no file"
    except Refused as refused:
        if refused.reason is Refusal.BUSY:
            raise OSError("No turn came.") from refused
        reason = str(refused.reason)
    logger.warning("Document %s cannot be read: %s", document.pk, reason)
    return ""
