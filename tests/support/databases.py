"""Databases on the PostgreSQL server of the tests, beside the test database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection


def own_database(name: str, template: str = "template1") -> str:
    """The address of a new database for a program of its own: empty, or a copy of another one."""
    own = f"{name}_{os.getpid()}"
    with server() as told:
        told.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
        told.execute(f'CREATE DATABASE "{own}" TEMPLATE "{template}"')
    return f"postgres://{_where()}/{own}"


@contextmanager
def server() -> Iterator[psycopg.Connection]:
    with psycopg.connect(f"postgres://{_where()}/postgres", autocommit=True) as told:
        yield told


def _where() -> str:
    values = connection.settings_dict
    host, port = values["HOST"] or "127.0.0.1", values["PORT"] or 5432
    return f"{values['USER']}:{values['PASSWORD']}@{host}:{port}"
