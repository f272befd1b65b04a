"""Admin views of pages: delete, the trash list, restore, delete permanently."""

from __future__ import annotations

from operator import attrgetter

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from portal.people.models import User
from portal.people.requests import AuthenticatedHttpRequest
from portal.publishing.messages import tell
from portal.trash import file_views, services
from portal.trash.access import Places, may_delete_for_good, parents_for
from portal.trash.consequences import consequences_of, refusal_to_delete
from portal.trash.models import TrashedPage
from portal.trash.screens import ListedRow, kept_days, screen

PER_PAGE = 50


class PlaceField(forms.ModelChoiceField):
    def label_from_instance(self, page):
        return page.get_admin_display_title()


class PlaceForm(forms.Form):
    """Asks for a parent if a page cannot be restored to its former one."""

    parent = PlaceField(
        Page.objects.none(),
        label=gettext_lazy("Sous quelle page"),
        error_messages={
            "required": gettext_lazy("Choisissez une page."),
            "invalid_choice": gettext_lazy("Cette page ne convient pas. Choisissez-en une autre."),
        },
    )

    def __init__(self, *args, parents, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents


def delete(request: AuthenticatedHttpRequest, page: Page) -> HttpResponse:
    """Replaces Wagtail’s delete view, which has already checked the permission."""
    explorer = reverse("wagtailadmin_explore", args=(page.get_parent().pk,))
    next_url = get_valid_next_url_from_request(request)
    if refused(request, page):
        return redirect("wagtailadmin_pages:edit", page.pk)
    if request.method == "POST":
        services.throw_away(page, request.user, timezone.now())
        tell_deleted(request, [page])
        return redirect(next_url or explorer)
    context = {
        "consequences": [consequences_of(page, request.user)],
        "kept_days": kept_days(),
        "may_unpublish": page.permissions_for_user(request.user).can_unpublish(),
        "next": next_url,
        "explorer": explorer,
    }
    return screen(
        request, "delete", _("Supprimer"), context, subtitle=page.get_admin_display_title(), icon="bin"
    )


def refused(request: HttpRequest, page: Page) -> bool:
    """True if the page cannot be deleted now; adds messages that explain why."""
    refusal = refusal_to_delete(page, timezone.now())
    if refusal is None:
        return False
    words, instead = refusal
    messages.error(request, words)
    for each in instead:
        messages.warning(request, each)
    return True


def tell_deleted(request: HttpRequest, pages: list[Page]) -> None:
    days = kept_days()
    if len(pages) == 1:
        words = _("La page « %(title)s » est à la corbeille.")
    else:
        words = ngettext(
            "%(number)d page est à la corbeille.", "%(number)d pages sont à la corbeille.", len(pages)
        )
    until = ngettext(
        "On peut la remettre en place pendant %(days)d jour.",
        "On peut la remettre en place pendant %(days)d jours.",
        days,
    )
    facts = {"title": pages[0].get_admin_display_title(), "number": len(pages), "days": days}
    messages.success(
        request,
        f"{words} {until}" % facts,
        buttons=[messages.button(reverse("trash"), _("Voir la corbeille"))],
    )


def index(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Lists what the user may restore, last deleted first."""
    rows = [*_rows_for(request.user), *file_views.rows_for(request.user)]
    rows.sort(key=attrgetter("deleted_at"), reverse=True)
    shown = WagtailPaginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "rows": shown,
        "numbers": shown.paginator.get_elided_page_range(shown.number),
        "kept_days": kept_days(),
        "may_delete_for_good": may_delete_for_good(request.user),
    }
    return screen(request, "index", _("Corbeille"), context, icon="bin")


def _rows_for(user: User) -> list[ListedRow]:
    places = Places()
    return [
        ListedRow(
            title=str(row),
            kind=str(row.page.specific_class._meta.verbose_name),
            place=places.above(row),
            deleted_by=row.deleted_by,
            deleted_at=row.deleted_at,
            put_back_url=reverse("trash_put_back", args=(row.pk,)),
            for_good_url=reverse("trash_for_good", args=(row.pk,)),
        )
        for row in places.open_to(user)
        if row.along_with_id is None
    ]


def put_back(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Restores a page to its former parent; asks for another if that one is deleted."""
    row = _row(request, pk)
    back = row.parent if row.parent and not services.is_in_trash(row.parent) else None
    if back is None or "parent" in request.POST:
        parents = parents_for(row, request.user)
        form = PlaceForm(request.POST if "parent" in request.POST else None, parents=parents)
        if not form.is_valid():
            context = {"form": form, "row": row, "has_place": parents.exists()}
            title = _("Où remettre cette page ?")
            return screen(request, "place", title, context, subtitle=str(row), icon="rotate")
        back = form.cleaned_data["parent"]
    elif request.method != "POST":
        return redirect("trash")
    page, had_been_public = row.page, bool(row.live_pages)
    try:
        refusals = services.put_back(row, back, request.user)
    except TrashedPage.DoesNotExist as gone:
        raise Http404 from gone
    page = Page.objects.get(pk=page.pk)
    _tell_put_back(request, page, had_been_public)
    for refusal in refusals:
        tell(request, refusal)
    return redirect("trash")


def _tell_put_back(request: HttpRequest, page: Page, had_been_public: bool) -> None:
    if page.live:
        words = _("La page « %(title)s » est de nouveau en place et en ligne.")
    elif had_been_public:
        words = _("La page « %(title)s » est de nouveau en place, en brouillon.")
    else:
        words = _("La page « %(title)s » est de nouveau en place. C’est un brouillon, comme avant.")
    edit = messages.button(reverse("wagtailadmin_pages:edit", args=(page.pk,)), _("Ouvrir la page"))
    messages.success(request, words % {"title": page.get_admin_display_title()}, buttons=[edit])


def delete_for_good(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    if not may_delete_for_good(request.user):
        raise PermissionDenied
    title = str(row)
    if request.method != "POST":
        context = {"row": row, "consequences": [consequences_of(row.page, request.user)]}
        heading = _("Supprimer pour de bon")
        return screen(request, "for_good", heading, context, subtitle=title, icon="bin")
    try:
        services.delete_for_good(row, request.user)
    except ProtectedError:
        messages.error(
            request,
            _(
                "« %(title)s » garde encore les inscriptions de personnes qui sont venues. Elles sont "
                "effacées d’elles-mêmes quelque temps après la date : la page le sera ensuite."
            )
            % {"title": title},
        )
    else:
        messages.success(request, _("« %(title)s » est supprimée pour de bon.") % {"title": title})
    return redirect("trash")


def _row(request: AuthenticatedHttpRequest, pk: int) -> TrashedPage:
    """Returns the row; raises PermissionDenied if the user may not see it."""
    row = get_object_or_404(TrashedPage.objects.select_related("page", "parent", "follower"), pk=pk)
    if not Places().is_open(row, request.user):
        raise PermissionDenied
    return row
