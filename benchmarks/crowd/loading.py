"""Loading rows in bulk: COPY on PostgreSQL, ``executemany`` on SQLite; indexes are built afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any, Protocol

import psycopg
from psycopg import sql
from sqlalchemy import Index

from benchmarks.support.servers import Database
from engine.platform.db import db, metadata


class Loader(Protocol):
    """Takes rows of one table."""

    def __call__(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None: ...


@contextmanager
def loading(database: Database, tables: Sequence[str]) -> Iterator[Loader]:
    """Fill ``tables`` without their indexes and put those back at the end; the tables exist and are empty."""
    indexes = [index for name in tables for index in metadata.tables[name].indexes]
    _each(indexes, "drop")
    opened = _sqlite(database) if database.kind == "SQLite" else _postgresql(database, tables)
    with opened as load:
        yield load
    _each(indexes, "create")
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE" if database.kind == "SQLite" else "VACUUM ANALYZE")


def columns_of(table: str) -> list[str]:
    """The columns of a table, in order."""
    return [column.name for column in metadata.tables[table].c]


def _each(indexes: list[Index], act: str) -> None:
    with db.engine.begin() as connection:
        for index in indexes:
            getattr(index, act)(connection)


@contextmanager
def _sqlite(database: Database) -> Iterator[Loader]:
    with closing(sqlite3.connect(database.folder / "bench.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")

        def load(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
            names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
            connection.execute("BEGIN")
            connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
            connection.execute("COMMIT")

        yield load


@contextmanager
def _postgresql(database: Database, tables: Sequence[str]) -> Iterator[Loader]:
    with psycopg.connect(database.url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")

        def load(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
            names = sql.SQL(", ").join(map(sql.Identifier, columns))
            command = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
            with connection.cursor() as cursor, cursor.copy(command) as copy:
                for row in rows:
                    copy.write_row(row)

        yield load
        for name in tables:
            if "id" in metadata.tables[name].c:
                connection.execute(
                    sql.SQL("SELECT setval(pg_get_serial_sequence({}, 'id'), (SELECT max(id) FROM {}))").format(
                        sql.Literal(name), sql.Identifier(name)
                    )
                )
