"""The floor: what five bare statements in one transaction cost, without any engine, rights, clock or trail.

Read a state, replace it if nobody else did, close a work item, open the next, write a line of history; on PostgreSQL
also with the four writes as one statement. Straight on the driver, prepared, one client.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Any

import psycopg

from benchmarks.support.processor import Spent, spending
from benchmarks.support.servers import Database

Transaction = Callable[[int], None]
STATE = b"x" * 700
SAID = '["Thẩm định: Đạt","Appraisal: passed"]'
_TABLES = (
    "CREATE TABLE floor_state (id INTEGER PRIMARY KEY, version INTEGER, blob {bytes})",
    "CREATE TABLE floor_item (id {id}, dossier INTEGER, status TEXT, title TEXT, unit INTEGER, at TEXT)",
    "CREATE INDEX floor_open ON floor_item (unit, id) WHERE status = 'open'",
    "CREATE TABLE floor_history (id {id}, dossier INTEGER, said TEXT, person TEXT, at TEXT)",
)
_AT = "2026-12-07T02:00:00.000000Z"
_ONE_STATEMENT = """
WITH saved AS (
    UPDATE floor_state SET version = version + 1, blob = %(state)s
    WHERE id = %(id)s AND version = %(version)s RETURNING id
), closed AS (
    UPDATE floor_item SET status = 'closed' WHERE id = %(item)s AND EXISTS (SELECT 1 FROM saved)
), opened AS (
    INSERT INTO floor_item (dossier, status, title, unit, at)
    SELECT id, 'open', 'Thẩm định', 7, %(at)s FROM saved RETURNING id
), told AS (
    INSERT INTO floor_history (dossier, said, person, at) SELECT id, %(said)s, 'Công chức', %(at)s FROM saved
) SELECT id FROM opened
"""


@contextmanager
def ways(database: Database) -> Iterator[dict[str, Transaction]]:
    """Each way to run the five statements, by name."""
    if database.kind == "SQLite":
        with closing(
            sqlite3.connect(database.folder / "floor.db", isolation_level=None, check_same_thread=False)
        ) as connection:
            for pragma in ("journal_mode = WAL", "synchronous = FULL"):
                connection.execute(f"PRAGMA {pragma}")
            _create(connection, "BLOB", "INTEGER PRIMARY KEY")
            yield {"five statements": _Five(connection, "?", "BEGIN IMMEDIATE")}
        return
    url = database.url.replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True, prepare_threshold=0) as connection:
        _create(connection, "BYTEA", "BIGSERIAL PRIMARY KEY")
        yield {"five statements": _Five(connection, "%s", "BEGIN"), "one statement": _One(connection)}


@contextmanager
def several(database: Database, count: int) -> Iterator[list[Transaction]]:
    """The fastest way on ``count`` connections at once, each on states and items of its own."""
    if database.kind == "SQLite":
        with ways(database) as found:
            yield [found["five statements"]]
        return
    with ExitStack() as stack:
        url = database.url.replace("+psycopg", "")
        opened = [stack.enter_context(psycopg.connect(url, autocommit=True, prepare_threshold=0)) for _ in range(count)]
        _create(opened[0], "BYTEA", "BIGSERIAL PRIMARY KEY", states=10 * count)
        yield [_One(connection, first=10 * number) for number, connection in enumerate(opened)]


def cost(transaction: Transaction, rounds: int, database: Database) -> Spent:
    """What ``rounds`` transactions cost."""
    with spending(database.cpu) as spent:
        for number in range(rounds):
            transaction(number)
    return spent


class _Five:
    """Statement by statement."""

    def __init__(self, connection: Any, mark: str, begin: str) -> None:
        self._run, self._mark, self._begin = connection.execute, mark, begin
        self._item = 1

    def __call__(self, number: int) -> None:
        one = number % 10 + 1
        self._run(self._begin)
        (version, _) = self._say("SELECT version, blob FROM floor_state WHERE id = ?", one).fetchone()
        self._say(
            "UPDATE floor_state SET version = version + 1, blob = ? WHERE id = ? AND version = ?", STATE, one, version
        )
        self._say("UPDATE floor_item SET status = 'closed' WHERE id = ?", self._item)
        made = self._say(
            "INSERT INTO floor_item (dossier, status, title, unit, at) VALUES (?, 'open', 'Thẩm định', 7, ?) "
            "RETURNING id",
            one,
            _AT,
        )
        self._item = made.fetchone()[0]
        self._say("INSERT INTO floor_history (dossier, said, person, at) VALUES (?, ?, 'Công chức', ?)", one, SAID, _AT)
        self._run("COMMIT")

    def _say(self, statement: str, *values: Any) -> Any:
        return self._run(statement.replace("?", self._mark), values)


class _One:
    """A read, and one statement that writes everything if the version is still the one read."""

    def __init__(self, connection: psycopg.Connection[Any], first: int = 0) -> None:
        self._run, self._first = connection.execute, first
        self._item = 0

    def __call__(self, number: int) -> None:
        one = self._first + number % 10 + 1
        read = self._run("SELECT version, blob FROM floor_state WHERE id = %s", (one,)).fetchone()
        assert read is not None
        values = {"state": STATE, "id": one, "version": read[0], "item": self._item, "said": SAID, "at": _AT}
        made = self._run(_ONE_STATEMENT, values).fetchone()
        assert made is not None
        self._item = made[0]


def _create(connection: Any, binary: str, identity: str, states: int = 10) -> None:
    for table in _TABLES:
        connection.execute(table.format(bytes=binary, id=identity))
    mark = "?" if binary == "BLOB" else "%s"
    for number in range(1, states + 1):
        connection.execute(f"INSERT INTO floor_state VALUES ({number}, 1, {mark})", (STATE,))
