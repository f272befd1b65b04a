"""SQLite: full-text tables (FTS5)."""

from functools import reduce
from operator import and_, or_

from modelsearch.backends.database.sqlite.query import MatchExpression, SQLiteFTSIndexEntry
from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteIndex,
    SQLiteSearchAtomicRebuilder,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)
from modelsearch.query import And, Not, Or

from portal.search.backends.common import (
    AnalysedAutocompleteMixin,
    AnalysedIndexMixin,
    AnalysedQueryMixin,
    RecountingRebuilderMixin,
)


class FullTextMixin:
    def matching(self, query, columns, config):
        # FTS5 has no unary negation: SQL conditions combine the matches instead.
        if isinstance(query, Not):
            return ~self.matching(query.subquery, columns, config)
        if isinstance(query, And | Or) and any(isinstance(each, Not) for each in query.subqueries):
            parts = [self.matching(each, columns, config) for each in query.subqueries]
            return reduce(and_ if isinstance(query, And) else or_, parts)
        asked = MatchExpression(columns, self.build_search_query_content(query))
        return self.filed(SQLiteFTSIndexEntry.objects.filter(asked), "index_entry__")


class QueryCompiler(FullTextMixin, AnalysedQueryMixin, SQLiteSearchQueryCompiler):
    searched_columns = ["title", "body"]


class AutocompleteCompiler(FullTextMixin, AnalysedAutocompleteMixin, SQLiteAutocompleteQueryCompiler):
    searched_columns = ["autocomplete"]


class Index(AnalysedIndexMixin, SQLiteIndex):
    pass


class Rebuilder(RecountingRebuilderMixin, SQLiteSearchAtomicRebuilder):
    pass


class SQLiteBackend(SQLiteSearchBackend):
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = Index
    atomic_rebuilder_class = Rebuilder
