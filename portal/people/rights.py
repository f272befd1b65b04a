"""The table of rights: what each address of the admin asks of the person who opens it.

Wagtail and its extensions ask for rights in most of their views, and in some not at all. The table has
one row for every address that names an object, by its view name, and is asked before the view runs. An
address that names an object and has no row is refused, to everybody but administrators.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast

from django.apps import apps
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import ResolverMatch
from wagtail.admin.auth import permission_denied
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

#: Takes a request and what its address captured; returns whether the person may go on.
#: Raises Http404 where the object does not exist.
Rule = Callable[..., bool]

_table: dict[str, Rule] = {}


def register(rows: Mapping[str, Rule]) -> None:
    """Adds the addresses of a room, each by its view name, such as `dates:edit`."""
    _table.update(rows)


def find(view_name: str) -> Rule | None:
    return _table.get(view_name)


def names_an_object(match: ResolverMatch) -> bool:
    return bool(match.args or match.captured_kwargs)


def is_allowed(request: HttpRequest) -> bool:
    """Whether the table lets the person of a request open its address.

    Raises Http404 where the address names an object that does not exist.
    """
    if request.user.is_superuser:
        return True
    match = cast(ResolverMatch, request.resolver_match)
    rule = find(match.view_name)
    if rule is None:
        return not names_an_object(match)
    return rule(request, *match.args, **match.captured_kwargs)


def checked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorates a view of the admin: the table is asked first.

    Whoever is not signed in is left to Wagtail, which asks for that.
    """

    @wraps(view)
    def check(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.has_perm("wagtailadmin.access_admin") and not is_allowed(request):
            return permission_denied(request)
        return view(request, *args, **kwargs)

    return check


def everybody(request: HttpRequest, *args: Any, **kwargs: Any) -> bool:
    """For addresses that show nothing but the person’s own, or what the site shows to all."""
    return True


def administrators(request: HttpRequest, *args: Any, **kwargs: Any) -> bool:
    return request.user.is_superuser


def every(*rules: Rule) -> Rule:
    def allows(request: HttpRequest, *args: Any, **kwargs: Any) -> bool:
        return all(rule(request, *args, **kwargs) for rule in rules)

    return allows


def on_page(*rights: str, named: str = "page_id") -> Rule:
    """One of these rights on a page: methods of Wagtail’s `PagePermissionTester`.

    `named` is how the address calls the page’s key; where it has no name, it comes first.
    """

    def allows(request: HttpRequest, *args: Any, **kwargs: Any) -> bool:
        page = get_object_or_404(Page, pk=kwargs[named] if named in kwargs else args[0])
        tester = page.permissions_for_user(request.user)
        return any(getattr(tester, right)() for right in rights)

    return allows


def on_model(label: str, *actions: str) -> Rule:
    """One of these permissions on a model, such as `on_model("vocabulary.theme", "change")`."""

    def allows(request: HttpRequest, *args: Any, **kwargs: Any) -> bool:
        return may_any(request, apps.get_model(label), actions)

    return allows


def may_any(request: HttpRequest, model: type[Model], actions: tuple[str, ...]) -> bool:
    return policy_of(model).user_has_any_permission(request.user, actions)


def policy_of(model: type[Model]) -> Any:
    """The policy that the model’s own screens ask; else the plain permissions on the model."""
    viewset = getattr(model, "snippet_viewset", None)
    return viewset.permission_policy if viewset else ModelPermissionPolicy(model)


def model_named(app_label: str, model_name: str) -> type[Model]:
    """The model that an address names. Raises Http404 where there is none."""
    try:
        return apps.get_model(app_label, model_name)
    except LookupError:
        raise Http404 from None


#: What the screens of a viewset ask on its model, by their names in Wagtail.
_VIEWSET_ACTIONS = {
    "index": ("add", "change", "delete", "view"),
    "index_results": ("add", "change", "delete", "view"),
    "list": ("add", "change", "delete", "view"),
    "list_results": ("add", "change", "delete", "view"),
    "add": ("add",),
    "copy": ("add",),
    "edit": ("change",),
    "delete": ("delete",),
    "history": ("add", "change", "delete"),
    "history_results": ("add", "change", "delete"),
    "usage": ("add", "change", "delete"),
    "inspect": ("add", "change", "delete", "view"),
}


def on_viewset(namespace: str, label: str) -> dict[str, Rule]:
    """The rows of a viewset: each of its screens asks the permission on the model that it uses."""
    return {
        f"{namespace}:{view}": on_model(label, *actions) for view, actions in _VIEWSET_ACTIONS.items()
    }


def on_snippet(label: str) -> dict[str, Rule]:
    """The rows of a snippet. Everybody may choose one: snippets are words that the site shows."""
    name = label.replace(".", "_")
    chooser = f"wagtailsnippetchoosers_{name}"
    return {
        **on_viewset(f"wagtailsnippets_{name}", label),
        f"{chooser}:chosen": everybody,
        f"{chooser}:create": on_model(label, "add"),
    }
