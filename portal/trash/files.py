"""Moves pictures and documents to the trash, restores them, deletes them permanently.

A file in the trash is no longer offered in lists and choosers. Published pages that use it still show it,
and it is kept as long as a page uses it, so that no page loses a file by surprise. If no published page
uses it, it is not public.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.log_actions import log

from portal.media.models import Picture, PortalDocument
from portal.operations import faults
from portal.pages.uses import is_online, pages_using
from portal.people.models import User
from portal.trash.models import TrashedFile
from portal.trash.uses import File

logger = logging.getLogger(__name__)


@transaction.atomic
def throw_away(file: File, user: User, now: datetime) -> TrashedFile:
    """Removes a file from all lists. Returns the existing row if it is in the trash already."""
    field = "picture" if isinstance(file, Picture) else "document"
    values = {"deleted_by": user, "deleted_at": now}
    row, _is_new = TrashedFile.objects.get_or_create(**{field: file}, defaults=values)
    _hide_unused(row)
    return row


@transaction.atomic
def put_back(row: TrashedFile) -> None:
    """Restores a file to its collection, which did not change.

    Raises TrashedFile.DoesNotExist if another request restored or deleted it first.
    """
    TrashedFile.objects.select_for_update().get(pk=row.pk).delete()


@transaction.atomic
def delete_for_good(row: TrashedFile, user: User | None) -> None:
    """Deletes the file and removes it from the pages that use it. Raises as `put_back` does."""
    row = TrashedFile.objects.select_for_update().get(pk=row.pk)
    log(instance=row.file, action="wagtail.delete", user=user)
    row.file.delete()


def empty(before: datetime) -> int:
    """Permanently deletes unused files moved to the trash before this date; returns how many."""
    rows = list(TrashedFile.objects.select_related("picture", "document"))
    return faults.each(logger, "emptying the trash", rows, partial(_delete_or_hide, before=before))


def _delete_or_hide(row: TrashedFile, before: datetime) -> int:
    if row.deleted_at >= before or pages_using(row.file).exists():
        _hide_unused(row)
        return 0
    with suppress(TrashedFile.DoesNotExist):
        delete_for_good(row, None)
        return 1
    return 0


def open_to(user: User) -> QuerySet[TrashedFile]:
    """Returns the files that the user may delete, and so may restore."""
    own = Q(picture__in=picture_policy.deletable(user).values("pk"))
    own |= Q(document__in=document_policy.deletable(user).values("pk"))
    related = ("picture__collection", "document__collection", "deleted_by")
    return TrashedFile.objects.filter(own).select_related(*related)


def is_withdrawn(document: PortalDocument) -> bool:
    """True for a document in the trash that no published page uses: it is not served any more."""
    return hasattr(document, "trashed") and not is_online(document)


def _hide_unused(row: TrashedFile) -> None:
    """Deletes the renditions of a picture, which are public files, if no published page shows it."""
    if row.picture and row.picture.renditions.exists() and not is_online(row.picture):
        row.picture.renditions.all().delete()
