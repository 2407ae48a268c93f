"""A tap between an engine and its driver: every statement passes here, however the program sends it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import psycopg
from sqlalchemy import Engine, event

Listener = Callable[[str], str]


class Wire:
    """The listeners of one engine; each sees a statement before the driver does and returns what to send instead."""

    def __init__(self) -> None:
        self.listeners: list[Listener] = []

    def passed(self, statement: Any, values: Any) -> tuple[Any, Any]:
        """What is sent for a statement; one that a listener replaced takes no values."""
        sent = statement
        for listener in [*self.listeners]:
            sent = listener(str(sent))
        return (statement, values) if sent == str(statement) else (sent, ())


def tap(engine: Engine) -> Wire:
    """Tap every connection the engine opens from now on."""
    wire = Wire()
    lite, post = _sqlite(wire), _postgresql(wire)

    def connect(dialect: Any, _record: Any, _args: Any, options: dict[str, Any]) -> None:
        if dialect.name == "sqlite":
            options["factory"] = lite
        else:
            options["cursor_factory"] = post

    event.listen(engine, "do_connect", connect)
    return wire


def _sqlite(wire: Wire) -> type[sqlite3.Connection]:
    class Cursor(sqlite3.Cursor):
        def execute(self, statement: Any, values: Any = (), /) -> Any:
            return super().execute(*wire.passed(statement, values))

        def executemany(self, statement: Any, values: Any, /) -> Any:
            sent, given = wire.passed(statement, values)
            return super().executemany(sent, given) if sent == statement else super().execute(sent)

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

    return Connection


def _postgresql(wire: Wire) -> type[psycopg.Cursor[Any]]:
    class Cursor(psycopg.Cursor[Any]):
        def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
            sent, given = wire.passed(query, params)
            return super().execute(sent, given, **more)

        def executemany(self, query: Any, params_seq: Any, **more: Any) -> Any:
            sent, given = wire.passed(query, params_seq)
            return super().executemany(sent, given, **more) if sent == query else super().execute(sent)

    return Cursor
