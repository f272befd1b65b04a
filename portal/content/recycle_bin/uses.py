"""Which pages use a picture or a document, those of drafts included."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex, Revision, TaskState, WorkflowState

from portal.content.models import Picture, PortalDocument, User
from portal.content.querysets import binned
from portal.content.recycle_bin.consequences import Named, named_for

File = Picture | PortalDocument


@dataclass(frozen=True)
class Uses:
    """The pages that use `file`, as far as a person may know them."""

    file: File
    online: Named
    #: Never published, or published without the file so far.
    drafts: Named


def uses_of(file: File, user: User) -> Uses:
    pages = pages_using(file).exclude(binned()).order_by("title")
    online = Q(pk__in=_showing(file).values("pk"))
    return Uses(file, named_for(user, pages.filter(online)), named_for(user, pages.exclude(online)))


def pages_using(file: File) -> QuerySet[Page]:
    """All pages: published ones, drafts, and those in the bin, which may be put back."""
    return Page.objects.filter(Q(pk__in=_saved_with(file)) | Q(pk__in=_drafted_with(file)))


def is_online(file: File) -> bool:
    return _showing(file).exists()


def _showing(file: File) -> QuerySet[Page]:
    """Published pages that use it; a draft may be the first to, or no more."""
    return Page.objects.live().filter(pk__in=_saved_with(file))


def _saved_with(file: File) -> list[int]:
    """Wagtail’s index knows what is published; of a draft only how it was when it was made."""
    page_type = ContentType.objects.get_for_model(Page)
    uses = ReferenceIndex.get_references_to(file).filter(base_content_type=page_type)
    return [int(key) for key in uses.values_list("object_id", flat=True).distinct()]


def _drafted_with(file: File) -> list[int]:
    """Pages that would name it once published: found by its number in the text, then made sure of."""
    number = rf'(: ?|id=[\\"]+){file.pk}\D'
    drafts = _to_come().annotate(text=Cast("content", TextField())).filter(text__regex=number)
    return [int(draft.object_id) for draft in drafts if _names(draft.as_object(), file)]


def _to_come() -> QuerySet[Revision]:
    """What may yet be published: latest drafts, what is planned, what waits for approval."""
    drafts = Page.objects.filter(has_unpublished_changes=True).values("latest_revision")
    waiting = TaskState.objects.filter(workflow_state__status=WorkflowState.STATUS_IN_PROGRESS)
    return Revision.page_revisions.filter(
        Q(pk__in=drafts) | Q(approved_go_live_at__isnull=False) | Q(pk__in=waiting.values("revision"))
    )


def _names(page: Page, file: File) -> bool:
    kind = ContentType.objects.get_for_model(type(file)).pk
    found = ReferenceIndex._extract_references_from_object(page)
    return any((to_type, key) == (kind, str(file.pk)) for to_type, key, *_where in found)
