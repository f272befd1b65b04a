"""What deleting a page would do, shown before the user confirms."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import page_permission_policy

from portal.pages.querysets import home_pages, in_trash, restricted_pages
from portal.people.models import User
from portal.records.models import PageRecord, records_below, records_that_keep
from portal.trash.services import companions_of

#: Maximum number of pages listed; there may be hundreds.
SHOWN = 10


@dataclass(frozen=True)
class Named:
    """The first pages of a list, and how many more there are."""

    pages: list[Page] = field(default_factory=list)
    more: int = 0

    @property
    def number(self) -> int:
        return len(self.pages) + self.more


@dataclass(frozen=True)
class Consequences:
    """What is deleted with `page`, and which pages link to it."""

    page: Page
    below: Named
    companions: Named
    linking: Named
    #: Verbose names of record models, each with the number of records.
    records: list[tuple[str, int]]


def consequences_of(page: Page, user: User) -> Consequences:
    companions = list(companions_of(page, user))
    going = Q(path__startswith=page.path)
    for companion in companions:
        going |= Q(path__startswith=companion.path)
    records = records_below(page).items()
    return Consequences(
        page=page,
        below=_named(page.get_descendants().order_by("path")),
        companions=Named(companions[:SHOWN], max(0, len(companions) - SHOWN)),
        linking=_linking(Page.objects.filter(going), user),
        records=[(_plural(model), number) for model, number in records],
    )


def refusal_to_delete(page: Page, now: datetime) -> tuple[str, list[str]] | None:
    """Returns why a page cannot be deleted now, and what to do instead; None if it can."""
    title = {"title": page.get_admin_display_title()}
    if Page.objects.filter(home_pages(), pk=page.pk).exists():
        return _("« %(title)s » est la page d’accueil : elle ne peut pas être supprimée.") % title, []
    if kinds := records_that_keep(page, now):
        named = [_("des %(records)s") % {"records": _plural(kind)} for kind in kinds]
        words = _(
            "La page « %(title)s » ne peut pas être supprimée : des personnes comptent sur elle, "
            "elle a %(records)s à venir avec des inscriptions."
        )
        facts = {**title, "records": str(_(" et ")).join(named)}
        return words % facts, [
            str(kind.instead_of_deleting) for kind in kinds if kind.instead_of_deleting
        ]
    return None


def _linking(going: QuerySet[Page], user: User) -> Named:
    """Returns the other pages that link to the pages in `going`."""
    keys = going.annotate(key=Cast("pk", CharField())).values("key")
    page_type = ContentType.objects.get_for_model(Page)
    sources = ReferenceIndex.objects.filter(
        base_content_type=page_type, to_content_type=page_type, to_object_id__in=keys
    )
    pages = Page.objects.annotate(key=Cast("pk", CharField())).filter(key__in=sources.values("object_id"))
    pages = pages.exclude(pk__in=going.values("pk")).exclude(in_trash()).order_by("title")
    return named_for(user, pages)


def named_for(user: User, pages: QuerySet[Page]) -> Named:
    """Lists the pages that the user may see; the others are only counted."""
    own = page_permission_policy.explorable_instances(user).values("pk")
    public = Page.objects.live().exclude(restricted_pages()).values("pk")
    return _named(pages.filter(Q(pk__in=own) | Q(pk__in=public)), of=pages.count())


def _named(pages, of: int | None = None) -> Named:
    shown = list(pages[:SHOWN])
    number = pages.count() if of is None else of
    return Named(shown, number - len(shown))


def _plural(model: type[PageRecord]) -> str:
    return str(model._meta.verbose_name_plural)
