"""Parses questions into concepts: each one is a word, or several synonymous expressions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from modelsearch.query import MATCH_NONE, And, Not, Or, Phrase, PlainText, SearchQuery

from portal.search import analysis, synonyms
from portal.search.synonyms import Expression

#: Enough for a long sentence; more words only cost time.
MAX_WORDS = 20


@dataclass(frozen=True)
class Concept:
    """Synonymous expressions, of which one must match; the first is the typed one."""

    expressions: tuple[Expression, ...]

    def asked(self, prefix: str = "") -> SearchQuery:
        """Returns the concept as a search query, with `prefix` before each word."""
        return any_of([each for words in self.expressions for each in _as_asked(words, prefix)])


def concepts_of(text: str, language: str) -> list[Concept]:
    """Returns the distinct concepts of a question."""
    words = tuple(analysis.words(text, language)[:MAX_WORDS])
    sets = synonyms.known(language) if words else []
    concepts = []
    while words:
        expressions = synonyms.beginning(words, sets)
        concepts.append(Concept(expressions))
        words = words[len(expressions[0]) :]
    return list(dict.fromkeys(concepts))


def rewrite(query: SearchQuery, language: str) -> tuple[SearchQuery, list[Concept]]:
    """Returns the query with analysed words, and the concepts that rank its results."""
    if isinstance(query, PlainText):
        concepts = concepts_of(query.query_string, language)
        combine = all_of if query.operator == "and" else any_of
        return combine([concept.asked() for concept in concepts]), concepts
    if isinstance(query, Phrase):
        words = tuple(analysis.words(query.query_string, language)[:MAX_WORDS])
        concept = Concept((words,)) if words else None
        return (concept.asked(), [concept]) if concept else (MATCH_NONE, [])
    if isinstance(query, And | Or):
        parts = [rewrite(each, language) for each in query.subqueries]
        combine = all_of if isinstance(query, And) else any_of
        return combine([part for part, _concepts in parts]), [each for part in parts for each in part[1]]
    if isinstance(query, Not):
        return Not(rewrite(query.subquery, language)[0]), []
    return query, []


def all_of(queries: list[SearchQuery]) -> SearchQuery:
    return _combined(And, queries)


def any_of(queries: list[SearchQuery]) -> SearchQuery:
    return _combined(Or, queries)


def _combined(combination: type[And] | type[Or], queries: Iterable[SearchQuery]) -> SearchQuery:
    """Combines queries without MATCH_NONE, which engines do not accept inside another query."""
    queries = list(queries)
    possible = [query for query in queries if query is not MATCH_NONE]
    if not possible or (combination is And and len(possible) < len(queries)):
        return MATCH_NONE
    queries = possible
    return queries[0] if len(queries) == 1 else combination(queries)


def _as_asked(words: Expression, prefix: str) -> list[SearchQuery]:
    if len(words) == 1:
        return [PlainText(prefix + form) for form in words[0].forms]
    streams = {
        " ".join(prefix + word.stem for word in words),
        " ".join(prefix + word.bare_stem for word in words),
    }
    return [Phrase(stream) for stream in sorted(streams)]
