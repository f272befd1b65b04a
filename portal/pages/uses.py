"""Finds the pages that use a picture, a document or another page, drafts included."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex, Revision, TaskState, WorkflowState


def pages_using(instance: Model) -> QuerySet[Page]:
    """Returns all pages that use it: published, drafts, and those in the trash, which may be restored."""
    return Page.objects.filter(Q(pk__in=_saved_with(instance)) | Q(pk__in=_drafted_with(instance)))


def is_online(instance: Model) -> bool:
    return pages_showing(instance).exists()


def pages_showing(instance: Model) -> QuerySet[Page]:
    """Returns published pages that use it; their drafts may already differ."""
    return Page.objects.live().filter(pk__in=_saved_with(instance))


def _saved_with(instance: Model) -> list[int]:
    """Returns page ids from Wagtail’s index: of published content, and of drafts only as first saved."""
    page_type = ContentType.objects.get_for_model(Page)
    uses = ReferenceIndex.get_references_to(instance).filter(base_content_type=page_type)
    return [int(key) for key in uses.values_list("object_id", flat=True).distinct()]


def _drafted_with(instance: Model) -> list[int]:
    """Returns ids of pages whose drafts use it: matched by its id in the text, then verified."""
    number = rf'(: ?|id=[\\"]+){instance.pk}\D'
    drafts = _to_come().annotate(text=Cast("content", TextField())).filter(text__regex=number)
    return [int(draft.object_id) for draft in drafts if _names(draft.as_object(), instance)]


def _to_come() -> QuerySet[Revision]:
    """Returns revisions that may still be published: latest drafts, scheduled, in moderation."""
    drafts = Page.objects.filter(has_unpublished_changes=True).values("latest_revision")
    waiting = TaskState.objects.filter(workflow_state__status=WorkflowState.STATUS_IN_PROGRESS)
    return Revision.page_revisions.filter(
        Q(pk__in=drafts) | Q(approved_go_live_at__isnull=False) | Q(pk__in=waiting.values("revision"))
    )


def _names(page: Page, instance: Model) -> bool:
    kind = ContentType.objects.get_for_model(type(instance)).pk
    found = ReferenceIndex._extract_references_from_object(page)
    return any((to_type, key) == (kind, str(instance.pk)) for to_type, key, *_where in found)
