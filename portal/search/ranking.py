"""What answers a question, as an ordinary queryset."""

from typing import TypeVar

from django.db.models import QuerySet
from django.utils.translation import override
from wagtail.search.backends import get_search_backend

Records = TypeVar("Records", bound=QuerySet)


def ranked(queryset: Records, question: str, language: str) -> Records:
    """Those of a queryset’s records that answer a question, the best first; none for an empty one.

    Unlike the results of a search engine they can be filtered, annotated and counted by any column.
    """
    backend = get_search_backend()
    with override(language):
        compiler = backend.query_compiler_class(queryset, question)
    return compiler.search(compiler.get_config(backend), None, None)
