"""A text column that is searched by its beginning, with its index on every engine."""

from __future__ import annotations

from django.db import models
from django.db.models.lookups import StartsWith

#: Follows each letter, digit and blank of folded words.
_AFTER = "{"


class FoldedColumn(models.CharField):
    """Words of the letters a to z and digits (`names`)."""


@FoldedColumn.register_lookup
class _StartsWith(StartsWith):
    """SQLite reads no index for LIKE with an escape sign: there it is a range."""

    def as_sqlite(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        return f"({column} >= %s AND {column} < %s)", (*params, self.rhs, *params, f"{self.rhs}{_AFTER}")
