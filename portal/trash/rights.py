"""The permissions required by the admin URLs of the trash."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from portal.people.requests import AuthenticatedHttpRequest
from portal.people.rights import Rule, every
from portal.trash import files
from portal.trash.access import Places, may_delete_for_good
from portal.trash.models import TrashedFile, TrashedPage


def on_trashed_page(request: AuthenticatedHttpRequest, pk: int) -> bool:
    row = get_object_or_404(TrashedPage.objects.select_related("page", "parent", "follower"), pk=pk)
    return Places().is_open(row, request.user)


def on_trashed_file(request: AuthenticatedHttpRequest, pk: int) -> bool:
    get_object_or_404(TrashedFile, pk=pk)
    return files.open_to(request.user).filter(pk=pk).exists()


def on_deleting_for_good(request: AuthenticatedHttpRequest, *args: Any, **kwargs: Any) -> bool:
    return may_delete_for_good(request.user)


ROWS: dict[str, Rule] = {
    "trash_put_back": on_trashed_page,
    "trash_for_good": every(on_trashed_page, on_deleting_for_good),
    "trash_file_look": on_trashed_file,
    "trash_file_put_back": on_trashed_file,
    "trash_file_for_good": every(on_trashed_file, on_deleting_for_good),
}
