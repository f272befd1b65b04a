"""Triggers that move a version in the transaction that changes what the public sees.

Signals would miss `QuerySet.update()`, bulk writes and SQL. SQLite has one writer at a time: its triggers
add one to the row of versions. On PostgreSQL a transaction inserts one row of `Move` per version (a
setting of the transaction remembers it), so that writers never wait for one another.
"""

from __future__ import annotations

from hashlib import sha256

from django.db.backends.base.base import BaseDatabaseWrapper

from portal.caching.models import Move, Version
from portal.caching.tables import Watched, watched

#: How the names of triggers begin; the rest is made from what a trigger does: another rule, another name.
PREFIX = "moves_version_"
FUNCTION = "caching_move_version"
EVENTS = ("INSERT", "UPDATE", "DELETE")
PAGES = "wagtailcore_page"

FUNCTION_OF_POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    remembered text := 'portal.moved_' || TG_ARGV[0];
    is_live boolean := true;
    asked text;
BEGIN
    IF current_setting(remembered, true) = 'yes' THEN
        RETURN NULL;
    END IF;
    IF TG_ARGV[1] <> '' THEN
        is_live := false;
        asked := format('SELECT live FROM {PAGES} WHERE id = CAST(($1).%I AS bigint)', TG_ARGV[1]);
        IF TG_OP <> 'INSERT' THEN
            EXECUTE asked INTO is_live USING OLD;
        END IF;
        IF TG_OP <> 'DELETE' AND is_live IS NOT TRUE THEN
            EXECUTE asked INTO is_live USING NEW;
        END IF;
    END IF;
    IF is_live THEN
        PERFORM set_config(remembered, 'yes', true);
        INSERT INTO {Move._meta.db_table} (scope, moved_at) VALUES (TG_ARGV[0], clock_timestamp());
    END IF;
    RETURN NULL;
END $$
"""  # noqa: S608  names of our own tables


def install(connection: BaseDatabaseWrapper) -> None:
    """Makes all triggers that are missing and drops those that no longer belong; changes nothing else."""
    wanted, there = statements(connection.vendor), existing(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION_OF_POSTGRESQL)
        for name in there.keys() - wanted.keys():
            on_table = f" ON {there[name]}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")
        for name in wanted.keys() - there.keys():
            cursor.execute(wanted[name])


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Returns the names of the triggers that the database has lost, sorted."""
    return sorted(statements(connection.vendor).keys() - existing(connection).keys())


def existing(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Returns the tables of the triggers in the database, by the name of the trigger."""
    if connection.vendor == "postgresql":
        asked = (
            "SELECT t.tgname, t.tgrelid::regclass::text FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE NOT t.tgisinternal AND n.nspname = current_schema() AND t.tgname LIKE %s"
        )
    else:
        asked = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    with connection.cursor() as cursor:
        cursor.execute(asked, [f"{PREFIX}%"])
        return dict(cursor.fetchall())


def statements(vendor: str) -> dict[str, str]:
    """Returns the statements that make the triggers, by the name of the trigger."""
    make = _for_postgresql if vendor == "postgresql" else _for_sqlite
    made = (make(table, event) for table in watched() for event in EVENTS)
    named = ((PREFIX + sha256(rest.encode()).hexdigest()[:24], rest) for rest in made)
    return {name: f"CREATE TRIGGER {name} {rest}" for name, rest in named}


def _for_sqlite(table: Watched, event: str) -> str:
    conditions = [_changes(table, event, "IS NOT"), _is_shown(table, event)]
    if table.page_column:
        rows = {"INSERT": ["NEW"], "DELETE": ["OLD"], "UPDATE": ["OLD", "NEW"]}[event]
        keys = ", ".join(f'CAST({row}."{table.page_column}" AS integer)' for row in rows)
        conditions.append(f"EXISTS (SELECT 1 FROM {PAGES} WHERE live AND id IN ({keys}))")  # noqa: S608
    scope = table.scope.value
    moved = f"{scope} = {scope} + 1, {scope}_moved_at = strftime('%Y-%m-%d %H:%M:%f', 'now')"
    update = f"UPDATE {Version._meta.db_table} SET {moved}"  # noqa: S608
    return f'AFTER {event} ON "{table.table}" FOR EACH ROW{_when(conditions)} BEGIN {update}; END'


def _for_postgresql(table: Watched, event: str) -> str:
    conditions = [_changes(table, event, "IS DISTINCT FROM"), _is_shown(table, event)]
    return (
        f'AFTER {event} ON "{table.table}" FOR EACH ROW{_when(conditions)} '
        f"EXECUTE FUNCTION {FUNCTION}('{table.scope.value}', '{table.page_column}')"
    )


def _changes(table: Watched, event: str, differs: str) -> str:
    if event != "UPDATE":
        return ""
    changes = (f'OLD."{column}" {differs} NEW."{column}"' for column in table.columns)
    return f"({' OR '.join(changes)})"


def _is_shown(table: Watched, event: str) -> str:
    """The condition of a page’s own row: it is live, or was."""
    if not table.is_page:
        return ""
    return {"INSERT": "NEW.live", "DELETE": "OLD.live", "UPDATE": "(OLD.live OR NEW.live)"}[event]


def _when(conditions: list[str]) -> str:
    given = [each for each in conditions if each]
    return f" WHEN ({' AND '.join(given)})" if given else ""
