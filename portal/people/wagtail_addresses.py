"""The rules of Wagtail’s own admin URLs, except those of files (see `portal.content`)."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Collection, Page, TaskState, WorkflowState
from wagtail.permissions import collection_permission_policy, page_permission_policy

from portal.people.models import User
from portal.people.reach import is_within_reach
from portal.people.requests import AuthenticatedHttpRequest
from portal.people.rights import (
    Rule,
    administrators,
    every,
    everybody,
    may_any,
    model_named,
    on_model,
    on_page,
    on_snippet,
    on_viewset,
    policy_of,
)

#: The bulk actions, by model; each action checks its own permission for every object.
BULK_ACTIONS = {
    "wagtailcore.page": {"delete", "move", "publish", "unpublish"},
    "media.picture": {"add_tags", "add_to_collection", "delete"},
    "media.portaldocument": {"add_tags", "add_to_collection", "delete"},
    "people.user": {"assign_role", "delete", "set_active_state"},
    "vocabulary.theme": {"delete"},
    "vocabulary.audience": {"delete"},
    "vocabulary.glossaryterm": {"delete"},
    "search.synonymset": {"delete"},
}
#: Tag models with autocompletion in forms.
TAG_MODELS = {"vocabulary.tag"}


def on_explored_page(request: HttpRequest, parent_page_id: int, **kwargs: Any) -> bool:
    """Allows a page that the explorer shows to the user, or an ancestor of one."""
    return page_permission_policy.explorable_instances(request.user).filter(pk=parent_page_id).exists()


def on_waiting_page(request: HttpRequest, page_id: int, task_state_id: int, **kwargs: Any) -> bool:
    """Allows a page that waits for the task in the URL, if the user may approve it."""
    page = get_object_or_404(Page, pk=page_id)
    state = get_object_or_404(TaskState, pk=task_state_id, workflow_state__object_id=str(page.pk))
    return bool(state.task.specific.get_actions(page, request.user))


def on_previewed_page(request: HttpRequest, page_id: int, task_id: int, **kwargs: Any) -> bool:
    """Allows a page whose current task is the one in the URL, if the user may approve it."""
    page = get_object_or_404(Page, pk=page_id)
    task = page.current_workflow_task
    return bool(task and task.pk == task_id and task.specific.get_actions(page, request.user))


def on_move(request: HttpRequest, page_to_move_id: int, destination_id: int) -> bool:
    """Allows a page that the user may move to the destination."""
    page = get_object_or_404(Page, pk=page_to_move_id)
    destination = get_object_or_404(Page, pk=destination_id)
    tester = page.permissions_for_user(request.user)
    return tester.can_move() and tester.can_move_to(destination)


def on_order(request: HttpRequest, page_to_move_id: int) -> bool:
    """Requires the right to reorder the page’s siblings."""
    parent = get_object_or_404(Page, pk=page_to_move_id).get_parent()
    return bool(parent) and parent.permissions_for_user(request.user).can_reorder_children()


def on_workflow_of_page(request: HttpRequest, page_id: int, workflow_state_id: int) -> bool:
    get_object_or_404(WorkflowState, pk=workflow_state_id, object_id=str(page_id))
    return get_object_or_404(Page, pk=page_id).permissions_for_user(request.user).can_edit()


def on_edited_object(request: HttpRequest, app_label: str, model_name: str, object_id: str, **kwargs):
    """Allows the object open in the user’s editor: a page or a snippet."""
    model = model_named(app_label, model_name)
    instance = get_object_or_404(model, pk=_key(model, unquote(object_id)))
    if isinstance(instance, Page):
        return instance.permissions_for_user(request.user).can_edit()
    return hasattr(model, "snippet_viewset") and may_any(request, model, ("change",))


def on_model_in_address(request: HttpRequest, app_label: str, model_name: str) -> bool:
    """Requires the right to add workflow tasks of the model in the URL."""
    return may_any(request, model_named(app_label, model_name), ("add",))


def on_bulk_action(request: HttpRequest, app_label: str, model_name: str, action: str) -> bool:
    """Allows a known action on valid ids; the action itself checks the permission for each object."""
    model = model_named(app_label, model_name)
    if action not in BULK_ACTIONS.get(f"{app_label}.{model_name}", ()):
        return False
    keys = [key for key in request.GET.getlist("id") if key != "all"]
    return all(_key(model, key) for key in keys)


def on_tags(request: HttpRequest, app_name: str, model_name: str) -> bool:
    return f"{app_name}.{model_name}" in TAG_MODELS


def on_person(request: AuthenticatedHttpRequest, pk: int) -> bool:
    """Allows a person who has no right that the user lacks."""
    person = get_object_or_404(User, pk=pk)
    actions = ("add", "change", "delete")
    return policy_of(User).user_has_any_permission(request.user, actions) and is_within_reach(
        request.user, person
    )


def on_collection(action: str, named: str = "pk") -> Rule:
    def allows(request: HttpRequest, **kwargs: int) -> bool:
        collection = get_object_or_404(Collection, pk=kwargs[named])
        policy = collection_permission_policy
        return policy.user_has_permission_for_instance(request.user, action, collection)

    return allows


def _key(model: type[Model], text: str) -> Any:
    """Returns a primary key in the model’s type. Raises Http404 if the text is not one."""
    try:
        key = model._meta.pk.to_python(text)
    except Exception:
        raise Http404 from None
    if isinstance(key, int) and not 0 < key < 2**63:
        raise Http404
    return key


may_read_drafts = on_page("can_publish", "can_edit")
workflow = on_model("wagtailcore.workflow", "change")

_PAGES: dict[str, Rule] = {
    "add_subpage": on_page("can_add_subpage", named="parent_page_id"),
    # These show the same pages as the explorer.
    "type_use": everybody,
    "type_use_results": everybody,
    "choose_parent": everybody,
    "usage": on_page("can_edit"),
    "edit": on_page("can_edit"),
    "preview_on_edit": on_page("can_edit"),
    "view_draft": may_read_drafts,
    "delete": on_page("can_delete"),
    "unpublish": on_page("can_unpublish"),
    "convert_alias": on_page("can_edit"),
    "move": on_page("can_move", named="page_to_move_id"),
    "move_confirm": on_move,
    "set_page_position": on_order,
    "copy": on_page("can_copy"),
    "workflow_action": on_waiting_page,
    "collect_workflow_action_data": on_waiting_page,
    "confirm_workflow_cancellation": may_read_drafts,
    "workflow_preview": on_previewed_page,
    "set_privacy": on_page("can_set_view_restrictions"),
    "lock": on_page("can_lock"),
    "unlock": on_page("can_unlock"),
    "revisions_index": may_read_drafts,
    "revisions_view": may_read_drafts,
    "revisions_revert": on_page("can_edit"),
    "revisions_unschedule": on_page("can_unschedule"),
    "revisions_compare": may_read_drafts,
    "workflow_history": on_page("can_edit"),
    "workflow_history_detail": on_workflow_of_page,
    "history": may_read_drafts,
    "history_results": may_read_drafts,
}

ROWS: dict[str, Rule] = {
    "wagtailadmin_explore": on_explored_page,
    "wagtailadmin_explore_results": on_explored_page,
    **{f"wagtailadmin_pages:{name}": rule for name, rule in _PAGES.items()},
    "wagtail_bulk_action": on_bulk_action,
    # Raises an error on purpose, to test error reporting.
    "wagtailadmin_error_test": administrators,
    "wagtailadmin_tag_model_autocomplete": on_tags,
    "wagtailadmin_editing_sessions:ping": on_edited_object,
    # Ends the user’s own editing session.
    "wagtailadmin_editing_sessions:release": everybody,
    "wagtailadmin_password_reset_confirm": everybody,
    # Objects of the whole network require the permission on their own model.
    "wagtailadmin_collections:edit": on_collection("change"),
    "wagtailadmin_collections:delete": on_collection("delete"),
    "wagtailadmin_collections:set_privacy": on_collection("change", named="collection_id"),
    "wagtailadmin_workflows:enable": on_model("wagtailcore.workflow", "add"),
    "wagtailadmin_workflows:disable": on_model("wagtailcore.workflow", "delete"),
    "wagtailadmin_workflows:edit": workflow,
    "wagtailadmin_workflows:usage": workflow,
    "wagtailadmin_workflows:usage_results": workflow,
    "wagtailadmin_workflows:remove": every(workflow, on_page("can_edit", named="page_pk")),
    "wagtailadmin_workflows:add_task": on_model_in_address,
    "wagtailadmin_workflows:edit_task": on_model("wagtailcore.task", "change"),
    "wagtailadmin_workflows:disable_task": on_model("wagtailcore.task", "delete"),
    "wagtailadmin_workflows:enable_task": on_model("wagtailcore.task", "add"),
    "wagtailadmin_workflows:task_chosen": on_model("wagtailcore.workflow", "add", "change"),
    "wagtailredirects:edit": on_model("wagtailredirects.redirect", "change"),
    "wagtailredirects:delete": on_model("wagtailredirects.redirect", "delete"),
    **on_viewset("wagtailsites", "wagtailcore.site"),
    **on_viewset("wagtaillocales", "wagtailcore.locale"),
    # Users who can edit rights can do everything.
    **dict.fromkeys(on_viewset("wagtailusers_groups", "auth.group"), administrators),
    **on_viewset("wagtailusers_users", "people.user"),
    **{
        f"wagtailusers_users:{name}": on_person
        for name in ("edit", "delete", "history", "history_results", "usage", "copy")
    },
    **on_snippet("search.synonymset"),
}
