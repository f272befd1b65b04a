"""PostgreSQL: text-search vectors, without a dictionary of its own (`simple`)."""

from django.contrib.postgres.search import CombinedSearchVector, SearchVectorExact
from django.db.models import F, Q
from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchAtomicRebuilder,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)

from portal.search.backends.common import (
    AnalysedAutocompleteMixin,
    AnalysedIndexMixin,
    AnalysedQueryMixin,
    RecountingRebuilderMixin,
)


class VectorMixin:
    def matching(self, query, columns, config):
        vector, *others = [F(f"index_entries__{column}") for column in columns]
        for other in others:
            vector = CombinedSearchVector(vector, "||", other, config)
        asked = self.build_tsquery(query, config=config)
        return Q(SearchVectorExact(vector, asked))


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
