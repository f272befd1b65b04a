"""Databases beside the test database, for programs of their own."""

import os

import psycopg
from django.db import connection


def own_database(name: str) -> str:
    """The address of a new, empty PostgreSQL database on the server of the tests."""
    values = connection.settings_dict
    host, port = values["HOST"] or "127.0.0.1", values["PORT"] or 5432
    where = f"{values['USER']}:{values['PASSWORD']}@{host}:{port}"
    own = f"{name}_{os.getpid()}"
    with psycopg.connect(f"postgres://{where}/postgres", autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{own}"')
    return f"postgres://{where}/{own}"
