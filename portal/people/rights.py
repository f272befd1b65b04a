"""The table of rights: the permission rule of each admin URL.

Wagtail and its extensions check permissions in most of their views, but not in all. The table has one row
for every URL with an object in it, by view name, and is checked before the view runs. A URL with an
object but no row is refused to everybody except administrators.
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

#: Takes a request and its captured URL arguments; returns whether it is allowed.
#: Raises Http404 if the object does not exist.
Rule = Callable[..., bool]

_table: dict[str, Rule] = {}


def register(rows: Mapping[str, Rule]) -> None:
    """Adds the rules of a room, by view name, such as `dates:edit`."""
    _table.update(rows)


def find(view_name: str) -> Rule | None:
    return _table.get(view_name)


def names_an_object(match: ResolverMatch) -> bool:
    return bool(match.args or _captured(match))


def _captured(match: ResolverMatch) -> dict[str, Any]:
    """Returns the arguments captured from the URL, without those that its pattern adds."""
    return match.captured_kwargs  # type: ignore[attr-defined]  # django-stubs leaves it out


def is_allowed(request: HttpRequest) -> bool:
    """Returns whether the table allows the request.

    Raises Http404 if the object in the URL does not exist.
    """
    if request.user.is_superuser:
        return True
    match = cast(ResolverMatch, request.resolver_match)
    rule = find(match.view_name)
    if rule is None:
        return not names_an_object(match)
    return rule(request, *match.args, **_captured(match))


def checked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorates an admin view: the table is checked first.

    For users who are not signed in, Wagtail redirects to the sign-in view.
    """

    @wraps(view)
    def check(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.has_perm("wagtailadmin.access_admin") and not is_allowed(request):
            return permission_denied(request)
        return view(request, *args, **kwargs)

    return check


def everybody(request: HttpRequest, *args: Any, **kwargs: Any) -> bool:
    """Allows everybody: for views that show only the user’s own data, or what the site shows to all."""
    return True


def administrators(request: HttpRequest, *args: Any, **kwargs: Any) -> bool:
    return request.user.is_superuser


def every(*rules: Rule) -> Rule:
    def allows(request: HttpRequest, *args: Any, **kwargs: Any) -> bool:
        return all(rule(request, *args, **kwargs) for rule in rules)

    return allows


def on_page(*rights: str, named: str = "page_id") -> Rule:
    """Requires one of these rights on a page: methods of Wagtail’s `PagePermissionTester`.

    `named` is the URL argument of the page’s id; if it is not there, the first positional argument is.
    """

    def allows(request: HttpRequest, *args: Any, **kwargs: Any) -> bool:
        page = get_object_or_404(Page, pk=kwargs[named] if named in kwargs else args[0])
        tester = page.permissions_for_user(request.user)
        return any(getattr(tester, right)() for right in rights)

    return allows


def on_model(label: str, *actions: str) -> Rule:
    """Requires one of these permissions on a model, such as `on_model("vocabulary.theme", "change")`."""

    def allows(request: HttpRequest, *args: Any, **kwargs: Any) -> bool:
        return may_any(request, apps.get_model(label), actions)

    return allows


def may_any(request: HttpRequest, model: type[Model], actions: tuple[str, ...]) -> bool:
    return policy_of(model).user_has_any_permission(request.user, actions)


def policy_of(model: type[Model]) -> Any:
    """Returns the permission policy of the model’s snippet viewset, else the plain model permissions."""
    viewset = getattr(model, "snippet_viewset", None)
    return viewset.permission_policy if viewset else ModelPermissionPolicy(model)


def model_named(app_label: str, model_name: str) -> type[Model]:
    """Returns the model given in a URL. Raises Http404 if there is none."""
    try:
        return apps.get_model(app_label, model_name)
    except LookupError:
        raise Http404 from None


#: The permissions on the model that each view of a viewset requires, by Wagtail’s view names.
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
    """Returns the rules of a viewset: each view requires its permission on the model."""
    return {
        f"{namespace}:{view}": on_model(label, *actions) for view, actions in _VIEWSET_ACTIONS.items()
    }


def on_snippet(label: str) -> dict[str, Rule]:
    """Returns the rules of a snippet. Everybody may choose one: the site shows them."""
    name = label.replace(".", "_")
    chooser = f"wagtailsnippetchoosers_{name}"
    return {
        **on_viewset(f"wagtailsnippets_{name}", label),
        f"{chooser}:chosen": everybody,
        f"{chooser}:create": on_model(label, "add"),
    }
