"""PostgreSQL: text-search vectors, with the `simple` configuration (no dictionary)."""

from django.contrib.postgres.search import CombinedSearchVector, SearchVectorExact
from django.db.models import F
from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchAtomicRebuilder,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)
from wagtail.search.models import IndexEntry

from portal.search.backends.common import (
    AnalysedAutocompleteMixin,
    AnalysedIndexMixin,
    AnalysedQueryMixin,
    RecountingRebuilderMixin,
)


class IndexedMatch(SearchVectorExact):
    """Puts the query into a subquery, so that the planner chooses the index before it knows the words.

    For a frequent word it would scan all entries, since it ignores the cost of decompressing them.
    """

    def as_sql(self, compiler, connection):
        entry, entry_params = self.process_lhs(compiler, connection)
        asked, asked_params = self.process_rhs(compiler, connection)
        return f"{entry} @@ (SELECT {asked})", (*entry_params, *asked_params)


class VectorMixin:
    def matching(self, query, columns, config):
        vector, *others = map(F, columns)
        for other in others:
            vector = CombinedSearchVector(vector, "||", other, config)
        asked = self.build_tsquery(query, config=config)
        return self.filed(IndexEntry.objects.filter(IndexedMatch(vector, asked)))


class QueryCompiler(VectorMixin, AnalysedQueryMixin, PostgresSearchQueryCompiler):
    searched_columns = ["title", "body"]


class AutocompleteCompiler(VectorMixin, AnalysedAutocompleteMixin, PostgresAutocompleteQueryCompiler):
    searched_columns = ["autocomplete"]


class Index(AnalysedIndexMixin, PostgresIndex):
    pass


class Rebuilder(RecountingRebuilderMixin, PostgresSearchAtomicRebuilder):
    pass


class PostgresBackend(PostgresSearchBackend):
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = Index
    atomic_rebuilder_class = Rebuilder

    def __init__(self, params):
        super().__init__({**params, "SEARCH_CONFIG": "simple"})
