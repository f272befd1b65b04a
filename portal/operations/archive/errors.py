"""Errors of backups, as sentences for the person who runs the command."""

from __future__ import annotations

import sqlite3
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error as DatabaseError

from portal.operations import logs


class ArchiveError(Exception):
    """Its text is one sentence for the user."""


@contextmanager
def in_words(doing: str) -> Iterator[None]:
    """Converts technical errors to ArchiveError: a full disk, an unavailable database…"""
    try:
        yield
    except ArchiveError:
        raise
    except (OSError, EOFError, ValueError, tarfile.TarError, zlib.error) as error:
        raise ArchiveError(f"{doing} failed: {_short(error)}.") from error
    except (DatabaseError, sqlite3.Error) as error:
        raise ArchiveError(f"{doing} failed, the database says: {_short(error)}.") from error


def _short(error: BaseException) -> str:
    said = str(error).strip().splitlines() or [type(error).__name__]
    return logs.cut(said[0])[:200].rstrip(".")
