"""Code shared by both backends: analysed documents, analysed questions, one ranking.

Each engine has its own ranking (BM25, ts_rank). Here SQL computes the same points on both: for each
concept of the question, by where it matches; then for a title that is exactly the question.
"""

from __future__ import annotations

from functools import reduce
from operator import add

from django.db.models import BigIntegerField, Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.utils.translation import get_language
from modelsearch.query import MATCH_NONE, MatchAll, Not, Phrase, PlainText, SearchQuery
from modelsearch.utils import get_descendants_content_types_pks

from portal.search import analysis, public_texts
from portal.search.documents import OFTEN, STRONG, SUBJECT, TITLE_LENGTH, Document
from portal.search.events import records_indexed
from portal.search.queries import MAX_WORDS, Concept, all_of, rewrite

SUBJECT_POINTS, TITLE_POINTS, STRONG_POINTS, OFTEN_POINTS, SAID_POINTS = 24, 12, 5, 3, 1
EXACT_TITLE_POINTS = 40


class AnalysedIndexMixin:
    def add_items(self, model, objs):
        records = list(objs)
        documents = [Document(each) for each in records]
        super().add_items(model, documents)
        public_texts.keep(model, documents)
        records_indexed.send(sender=model, records=records)

    def _refresh_title_norms(self, full=False):
        """Does nothing: points do not depend on the average length of titles."""


class RecountingRebuilderMixin:
    """Recounts the vocabulary after the index is rebuilt."""

    def finish(self):
        public_texts.recount()
        super().finish()


class AnalysedQueryMixin:
    """Compiles a question to analysed words. The index has no separate fields: `fields` is ignored."""

    DEFAULT_OPERATOR = "and"
    queryset: QuerySet
    searched_columns: list[str]

    def __init__(self, queryset, query, fields=None, operator=None, order_by_relevance=True):
        super().__init__(queryset, query, operator=operator, order_by_relevance=order_by_relevance)
        self.query, self.concepts = self.analysed(self.query)

    def analysed(self, query: SearchQuery) -> tuple[SearchQuery, list[Concept]]:
        return rewrite(query, get_language() or "fr")

    def search(self, config, start, stop, score_field=None, backend=None):
        found = self._found(config)
        points = self._points(config)
        if score_field is not None:
            found = found.annotate(**{score_field: points})
        if self.order_by_relevance and self.concepts:
            found = found.order_by(points.desc(), "-pk")
        elif self.order_by_relevance or not found.query.order_by:
            found = found.order_by("-pk")
        return found[start:stop]

    def _found(self, config):
        query, negated = self.query, False
        while isinstance(query, Not):
            query, negated = query.subquery, not negated
        if isinstance(query, MatchAll):
            return self.queryset.none() if negated else self.queryset
        matching = self.matching(query, self.searched_columns, config)
        return self.queryset.exclude(matching) if negated else self.queryset.filter(matching)

    def weighed(self, config) -> QuerySet:
        """Returns the matching records annotated with the points of each concept (`points_0`…, 0 without
        a match) and those of a title that is exactly the question (`points_exact`).
        """
        points = {f"points_{n}": self._points_of(each, config) for n, each in enumerate(self.concepts)}
        return self._found(config).annotate(**points, points_exact=self._points_of_title(config))

    def _points(self, config) -> Combinable:
        if not self.concepts:
            return Value(0, output_field=IntegerField())
        counted = [self._points_of(concept, config) for concept in self.concepts]
        return reduce(add, counted, self._points_of_title(config))

    def _points_of(self, concept: Concept, config) -> Combinable:
        said = self._case(concept.asked(), self.searched_columns, SAID_POINTS, config)
        places = (
            (concept.asked(), "title", TITLE_POINTS),
            (concept.asked(SUBJECT), "body", SUBJECT_POINTS),
            (concept.asked(STRONG), "body", STRONG_POINTS),
            (concept.asked(OFTEN), "body", OFTEN_POINTS),
        )
        counted = [self._case(query, [column], points, config) for query, column, points in places]
        return reduce(add, counted, said)

    def _points_of_title(self, config) -> Combinable:
        words = {word for concept in self.concepts for word in concept.expressions[0]}
        exactly = [concept.asked() for concept in self.concepts]
        exactly.append(PlainText(f"{TITLE_LENGTH}{len(words)}"))
        return self._case(all_of(exactly), ["title"], EXACT_TITLE_POINTS, config)

    def _case(self, query: SearchQuery, columns: list[str], points: int, config) -> Case:
        matching = self.matching(query, columns, config)
        return Case(When(matching, then=Value(points)), default=Value(0), output_field=IntegerField())

    def matching(self, query: SearchQuery, columns: list[str], config) -> Q:
        """Returns a condition for records whose index columns match a query of analysed words."""
        raise NotImplementedError

    def filed(self, entries: QuerySet, path: str = "") -> Q:
        """Returns a condition for the records of index entries; `path` is the lookup prefix of the entry.

        The engine queries its full-text index first, which returns few rows for a rare word. The index
        stores primary keys as text, ours are integers.
        """
        types = get_descendants_content_types_pks(self.queryset.model)
        own = entries.filter(**{f"{path}content_type__in": types})
        return Q(pk__in=own.values_list(Cast(f"{path}object_id", BigIntegerField())))


class AnalysedAutocompleteMixin(AnalysedQueryMixin):
    """Queries on words being typed, the last one incomplete: folded, not stemmed."""

    def analysed(self, query):
        if not isinstance(query, PlainText | Phrase):
            return query, []
        words = analysis.plain_words(query.query_string)[:MAX_WORDS]
        if not words:
            return MATCH_NONE, []
        return PlainText(" ".join(words), operator=getattr(query, "operator", "and")), []
