"""Pages similar to a page: ranked by the values they share with it, each with the reasons.

An app adds what its own pages may share by registering a `Similarity` in `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Aggregate, F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import get_page_models

from portal.content.sections import Section

if TYPE_CHECKING:
    from portal.content.models import PortalPage

#: Number of related pages shown.
SHOWN = 4
LATEST_FIRST = (F("first_published_at").desc(nulls_last=True), "-pk")
#: Pages with the highest scores whose readability is asked first; those with the same score as the last
#: one come too. All others are only asked where fewer than `SHOWN` of these are readable.
CONSIDERED_FIRST = 100
#: CROSS JOIN keeps SQLite from reading all pages before the scores.
_MOST_ALIKE = """
WITH
scores AS (SELECT alike, SUM(weight) AS score FROM ({rows}) AS links GROUP BY alike),
best AS (
    SELECT alike FROM scores CROSS JOIN ({pages}) AS pages
    WHERE readable = alike
    AND score >= COALESCE((SELECT score FROM scores ORDER BY score DESC LIMIT 1 OFFSET {first}), 0)
    ORDER BY score DESC, published DESC NULLS LAST, readable DESC LIMIT {shown}
),
others AS (
    SELECT alike FROM scores CROSS JOIN ({pages}) AS pages
    WHERE readable = alike AND (SELECT COUNT(*) FROM best) < {shown}
    ORDER BY score DESC, published DESC NULLS LAST, readable DESC LIMIT {shown}
)
SELECT alike FROM best UNION ALL SELECT alike FROM others
"""


@dataclass(frozen=True)
class Similarity:
    """A property that pages may share, such as a theme.

    `of(page)` returns the names of its values by key. `rows()` returns the rows that link pages (field
    `page`) to keys (field `key`). Each shared key adds `weight` to the score; `label(number)` introduces
    the names of that many shared values.
    """

    name: str
    weight: int
    rows: Callable[[], QuerySet]
    page: str
    key: str
    of: Callable[[Any], Mapping[Any, str]]
    label: Callable[[int], str]


@dataclass(frozen=True)
class RelatedPage:
    """A similar page, with the shared values as text."""

    page: PortalPage
    reasons: list[str]


class Joined(Aggregate):
    """Concatenates the values of a group, separated by commas."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s)"
    output_field = TextField()

    def as_postgresql(self, compiler, connection, **context):
        template = "STRING_AGG((%(expressions)s)::text, ',')"
        return self.as_sql(compiler, connection, template=template, **context)


_registry: list[tuple[type, Similarity]] = []


def register(page_type: type[PortalPage], similarity: Similarity) -> None:
    """Adds a similarity to a page type and its subclasses."""
    _registry.append((page_type, similarity))


def related_to(page: PortalPage) -> list[RelatedPage]:
    """Returns the most similar pages of the catalogue, in the language of the page: in one query.

    Pages with equal scores are ordered by first publication, latest first.
    """
    from portal.content.models import PortalPage

    shared = _shared_by(page)
    if not shared:
        return []
    similarities = [
        (similarity, similarity.rows().order_by().filter(**{f"{similarity.key}__in": list(keys)}))
        for similarity, keys in shared
    ]
    pages = PortalPage.objects.annotate(
        **{
            f"shared_{similarity.name}": Subquery(_of_each(similarity, rows, Joined(similarity.key)))
            for similarity, rows in similarities
        }
    )
    found = pages.filter(pk__in=_most_alike(page, similarities)).order_by(*LATEST_FIRST)
    ranked = sorted(found.select_related("park"), key=lambda each: -_score(each, shared))
    return [RelatedPage(each, _reasons(each, shared)) for each in ranked]


def section(order: int = 90) -> Section:
    """Returns the page section that shows the related pages."""
    return Section("content/sections/related_pages.html", related_to, order=order)


def _shared_by(page: PortalPage) -> list[tuple[Similarity, Mapping[str, str]]]:
    """Returns the similarities of a page with their keys, as text, and the names of these."""
    similarities = [similarity for page_type, similarity in _registry if isinstance(page, page_type)]
    # SQLite stores a UUID without hyphens.
    keys = (
        (similarity, {str(key).replace("-", ""): name for key, name in similarity.of(page).items()})
        for similarity in similarities
    )
    return [(similarity, names) for similarity, names in keys if names]


def _most_alike(page: PortalPage, similarities: list[tuple[Similarity, QuerySet]]) -> RawSQL:
    """Returns a subquery of the primary keys of the most similar pages, `SHOWN` at most.

    The database adds up scores first, from the rows that link pages to values, then asks who may read
    the pages of the highest scores only: of thousands that share something, most would be read in vain.
    """
    links = [
        rows.annotate(alike=F(similarity.page), weight=Value(similarity.weight)).values("alike", "weight")
        for similarity, rows in similarities
    ]
    rows, of_rows = links[0].union(*links[1:], all=True).query.sql_with_params()
    readable = _readable_like(page).filter(content_type__in=_types()).exclude(pk=page.pk).order_by()
    pages, of_pages = readable.values(
        readable=F("pk"), published=F("first_published_at")
    ).query.sql_with_params()
    sql = _MOST_ALIKE.format(rows=rows, pages=pages, first=CONSIDERED_FIRST, shown=SHOWN)
    return RawSQL(sql, (*of_rows, *of_pages, *of_pages))  # noqa: S611


def _readable_like(page: PortalPage) -> QuerySet:
    from portal.content.models import PortalPage

    return PortalPage.objects.live_and_public().in_language_of(page)


def _of_each(similarity: Similarity, rows: QuerySet, value: Aggregate) -> QuerySet:
    """Returns a subquery that aggregates the rows of the outer page."""
    own = rows.filter(**{similarity.page: OuterRef("pk")}).values(similarity.page)
    return own.annotate(value=value).values("value")


def _types() -> list[ContentType]:
    from portal.content.models import PortalPage

    listed = [each for each in get_page_models() if issubclass(each, PortalPage) and each.in_catalogue]
    return list(ContentType.objects.get_for_models(*listed).values())


def _keys(page: PortalPage, similarity: Similarity) -> list[str]:
    joined = getattr(page, f"shared_{similarity.name}")
    return joined.replace("-", "").split(",") if joined else []


def _score(page: PortalPage, shared: list[tuple[Similarity, Mapping[str, str]]]) -> int:
    return sum(similarity.weight * len(_keys(page, similarity)) for similarity, _names in shared)


def _reasons(page: PortalPage, shared: list[tuple[Similarity, Mapping[str, str]]]) -> list[str]:
    """Returns reasons such as « même thème : isolement », highest weight first."""
    said = []
    for similarity, names in sorted(shared, key=lambda each: -each[0].weight):
        if keys := _keys(page, similarity):
            common = sorted(names[key] for key in keys if key in names)
            said.append(
                _("%(what)s : %(names)s")
                % {"what": similarity.label(len(common)), "names": ", ".join(common)}
            )
    return said


def _terms(kind: str, page: PortalPage) -> dict[int, str]:
    return {term["pk"]: term["name"] for term in page.terms[kind]}


def register_terms() -> None:
    """Registers the similarities of all page types."""
    from portal.content.models import PageAudience, PageTheme, PortalPage, TaggedPage

    for similarity in (
        Similarity(
            "themes",
            3,
            PageTheme.objects.all,
            "page",
            "term",
            partial(_terms, "themes"),
            lambda number: ngettext("même thème", "mêmes thèmes", number),
        ),
        Similarity(
            "tags",
            2,
            TaggedPage.objects.all,
            "content_object",
            "tag",
            partial(_terms, "tags"),
            lambda number: ngettext("même mot-clé", "mêmes mots-clés", number),
        ),
        Similarity(
            "audiences",
            1,
            PageAudience.objects.all,
            "page",
            "term",
            partial(_terms, "audiences"),
            lambda number: ngettext("même public", "mêmes publics", number),
        ),
    ):
        register(PortalPage, similarity)
