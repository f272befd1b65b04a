"""What a change of each table moves: the version of the content unless a room says otherwise.

A room that adds a table thus shows its changes at once; one whose table no public answer reads says so in
`AppConfig.ready()`, and keeps the answers that are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from portal.caching.models import Scope

#: Applications of which no table is shown to the public.
NEVER_SHOWN_APPLICATIONS = frozenset(
    {
        "account",
        "admin",
        "auth",
        "caching",
        "mfa",
        "post_office",
        "sessions",
        "wagtail_localize",
        "wagtailadmin",
        "wagtailusers",
    }
)
#: Tables of libraries that no public answer shows: drafts, workflows, comments, logs.
OF_LIBRARIES = frozenset(
    {
        "contenttypes.ContentType",
        "wagtailcore.Comment",
        "wagtailcore.CommentReply",
        "wagtailcore.GroupApprovalTask",
        "wagtailcore.GroupApprovalTask_groups",
        "wagtailcore.GroupCollectionPermission",
        "wagtailcore.GroupPagePermission",
        "wagtailcore.GroupSitePermission",
        "wagtailcore.ModelLogEntry",
        "wagtailcore.PageLogEntry",
        "wagtailcore.PageSubscription",
        "wagtailcore.ReferenceIndex",
        "wagtailcore.Revision",
        "wagtailcore.Task",
        "wagtailcore.TaskState",
        "wagtailcore.UploadedFile",
        "wagtailcore.Workflow",
        "wagtailcore.WorkflowContentType",
        "wagtailcore.WorkflowPage",
        "wagtailcore.WorkflowState",
        "wagtailcore.WorkflowTask",
        "wagtailimages.Image",
        "wagtailimages.Rendition",
        "wagtaildocs.Document",
        "taggit.Tag",
        "taggit.TaggedItem",
    }
)
#: Columns of a page that drafts and editors change.
OF_DRAFTS = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
    }
)


@dataclass(frozen=True)
class Watched:
    """A table whose changes move a version.

    `columns` are those shown. `page_column` names the page that a row belongs to, empty if there is none:
    a row of a page that is not live is not shown.
    """

    table: str
    scope: Scope
    columns: tuple[str, ...]
    page_column: str = ""

    @property
    def is_page(self) -> bool:
        return self.table == Page._meta.db_table


#: The index is public for live pages only, whatever else Wagtail indexes; its key is text.
_page_columns: dict[str, str] = {"wagtailsearch.IndexEntry": "object_id"}
_scopes: dict[str, Scope | None] = dict.fromkeys(OF_LIBRARIES)
_never_shown: dict[str, frozenset[str]] = {"wagtailcore.Page": OF_DRAFTS}


def never_shown(*labels: str) -> None:
    """No public answer reads these models, by their labels: their changes move no version."""
    _scopes.update(dict.fromkeys(labels))


def move(label: str, scope: Scope, *, columns_never_shown: tuple[str, ...] = ()) -> None:
    """Says which version a model moves, and which of its fields no public answer shows."""
    _scopes[label] = scope
    _never_shown[label] = frozenset(columns_never_shown)


def watched() -> Iterator[Watched]:
    """Yields all tables that move a version."""
    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        scope = _scopes.get(options.label, Scope.CONTENT)
        is_plain = options.managed and not options.proxy and "fts" not in options.db_table
        if scope and is_plain and options.app_label not in NEVER_SHOWN_APPLICATIONS:
            yield Watched(options.db_table, scope, _columns_of(model), _page_column(model))


def of_page(label: str, column: str) -> None:
    """Says that rows of this model are shown with a page, which the column names, if it is live."""
    _page_columns[label] = column


def of_scope(scope: Scope) -> tuple[str, ...]:
    """Returns the names of the tables that move this version."""
    return tuple(each.table for each in watched() if each.scope == scope)


def _columns_of(model: type[models.Model]) -> tuple[str, ...]:
    hidden = _never_shown.get(model._meta.label, frozenset())
    return tuple(field.column for field in model._meta.local_concrete_fields if field.name not in hidden)


def _page_column(model: type[models.Model]) -> str:
    """Returns the column of the page whose live state decides whether a row is shown, or ""."""
    if model is not Page and issubclass(model, Page):
        return model._meta.pk.column
    for field in model._meta.local_concrete_fields:
        if isinstance(field, ParentalKey) and issubclass(field.related_model, Page):
            return field.column
    return _page_columns.get(model._meta.label, "")
