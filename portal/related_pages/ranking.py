"""Pages comparable to a page: found by what they share with it, the most alike first, each with why.

A room adds what its own pages may share by registering a `Tie` in `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Aggregate, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import get_page_models

from portal.content.sections import Section

if TYPE_CHECKING:
    from portal.content.models import PortalPage

#: How many a page shows.
SHOWN = 4
LATEST_FIRST = (F("first_published_at").desc(nulls_last=True), "-pk")


@dataclass(frozen=True)
class Tie:
    """Something that pages may share: what `of` answers of a page, as names by their keys.

    `rows` answers all rows that tie a page, named by their field `page`, to a key, named by `key`. One
    key shared counts `weight`; `label` says before their names what so many shared ones are.
    """

    name: str
    weight: int
    rows: Callable[[], QuerySet]
    page: str
    key: str
    of: Callable[[Any], Mapping[Any, str]]
    label: Callable[[int], str]


@dataclass(frozen=True)
class Case:
    """A page comparable to another, with what they share in words."""

    page: PortalPage
    reasons: list[str]


class Joined(Aggregate):
    """The values of a group in one text, comma between them."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s)"
    output_field = TextField()

    def as_postgresql(self, compiler, connection, **context):
        template = "STRING_AGG((%(expressions)s)::text, ',')"
        return self.as_sql(compiler, connection, template=template, **context)


_registry: list[tuple[type, Tie]] = []


def register(page_type: type[PortalPage], tie: Tie) -> None:
    """Lets pages of a type be compared by a tie."""
    _registry.append((page_type, tie))


def comparable_to(page: PortalPage) -> list[Case]:
    """The pages of the catalogue, in its language, that share most with it: in one query.

    Of two that share as much, the later published comes first.
    """
    shared = _shared_by(page)
    if not shared:
        return []
    ties = [(tie, tie.rows().order_by().filter(**{f"{tie.key}__in": list(keys)})) for tie, keys in shared]
    pages = _readable_like(page).annotate(
        **{f"shared_{tie.name}": Subquery(_of_each(tie, rows, Joined(tie.key))) for tie, rows in ties}
    )
    found = pages.filter(pk__in=_most_alike(page, ties)[:SHOWN]).order_by(*LATEST_FIRST)
    ranked = sorted(found.select_related("park"), key=lambda each: -_score(each, shared))
    return [Case(each, _reasons(each, shared)) for each in ranked]


def section(order: int = 90) -> Section:
    """The section that shows them on a page."""
    return Section("content/sections/cases.html", comparable_to, order=order)


def _shared_by(page: PortalPage) -> list[tuple[Tie, Mapping[str, str]]]:
    """The ties of a page with the keys it has, as text, each with its name."""
    ties = [tie for page_type, tie in _registry if isinstance(page, page_type)]
    # SQLite writes a UUID without its dashes.
    keys = (
        (tie, {str(key).replace("-", ""): name for key, name in tie.of(page).items()}) for tie in ties
    )
    return [(tie, names) for tie, names in keys if names]


def _most_alike(page: PortalPage, ties: list[tuple[Tie, QuerySet]]) -> QuerySet:
    """The keys of pages that share something, those that share most first."""
    candidates = Q()
    score: Any = 0
    for tie, rows in ties:
        candidates |= Q(pk__in=rows.values(tie.page))
        number = Subquery(_of_each(tie, rows, Count("*")), output_field=IntegerField())
        score = Coalesce(number, 0) * tie.weight + score
    return (
        _readable_like(page)
        .filter(candidates, content_type__in=_types())
        .exclude(pk=page.pk)
        .order_by(score.desc(), *LATEST_FIRST)
        .values("pk")
    )


def _readable_like(page: PortalPage) -> QuerySet:
    from portal.content.models import PortalPage

    return PortalPage.objects.visible().in_language_of(page)


def _of_each(tie: Tie, rows: QuerySet, value: Aggregate) -> QuerySet:
    """What the rows of the page of the query around come to."""
    own = rows.filter(**{tie.page: OuterRef("pk")}).values(tie.page)
    return own.annotate(value=value).values("value")


def _types() -> list[ContentType]:
    from portal.content.models import PortalPage

    listed = [each for each in get_page_models() if issubclass(each, PortalPage) and each.in_catalogue]
    return list(ContentType.objects.get_for_models(*listed).values())


def _keys(page: PortalPage, tie: Tie) -> list[str]:
    joined = getattr(page, f"shared_{tie.name}")
    return joined.replace("-", "").split(",") if joined else []


def _score(page: PortalPage, shared: list[tuple[Tie, Mapping[str, str]]]) -> int:
    return sum(tie.weight * len(_keys(page, tie)) for tie, _names in shared)


def _reasons(page: PortalPage, shared: list[tuple[Tie, Mapping[str, str]]]) -> list[str]:
    """« même thème : isolement »; what weighs most first."""
    said = []
    for tie, names in sorted(shared, key=lambda each: -each[0].weight):
        if keys := _keys(page, tie):
            common = sorted(names[key] for key in keys if key in names)
            said.append(
                _("%(what)s : %(names)s") % {"what": tie.label(len(common)), "names": ", ".join(common)}
            )
    return said


def _terms(kind: str, page: PortalPage) -> dict[int, str]:
    return {term["pk"]: term["name"] for term in page.terms[kind]}


def register_terms() -> None:
    """What any two pages may share."""
    from portal.content.models import PageAudience, PageTheme, PortalPage, TaggedPage

    for tie in (
        Tie(
            "themes",
            3,
            PageTheme.objects.all,
            "page",
            "term",
            partial(_terms, "themes"),
            lambda number: ngettext("même thème", "mêmes thèmes", number),
        ),
        Tie(
            "tags",
            2,
            TaggedPage.objects.all,
            "content_object",
            "tag",
            partial(_terms, "tags"),
            lambda number: ngettext("même mot-clé", "mêmes mots-clés", number),
        ),
        Tie(
            "audiences",
            1,
            PageAudience.objects.all,
            "page",
            "term",
            partial(_terms, "audiences"),
            lambda number: ngettext("même public", "mêmes publics", number),
        ),
    ):
        register(PortalPage, tie)
