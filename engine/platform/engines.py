"""What makes SQLite and PostgreSQL behave alike: pragmas, when a transaction begins, who may write."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, event, make_url

_READ_ONLY = "quytrinh_read_only"
_PRAGMAS = (
    "PRAGMA busy_timeout = 15000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
)

_writers: WeakKeyDictionary[Engine, threading.Lock] = WeakKeyDictionary()
_writers_guard = threading.Lock()


def normal_url(url: str) -> str:
    """Return the address with our PostgreSQL driver named, whatever spelling of PostgreSQL was given."""
    parsed = make_url(url)
    if parsed.drivername in {"postgres", "postgresql"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed.render_as_string(hide_password=False)


def options(url: str) -> dict[str, Any]:
    """Return the engine options for an address; makes the folder of an SQLite file."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 20}
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    return {}


def prepare(engine: Engine) -> None:
    """Install the connection rules of our house on an engine."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


def execution_options(engine: Engine, read_only: bool) -> dict[str, Any]:
    """Return the options the first connection of a session is taken with; readers see one moment of the data."""
    if not read_only:
        return {}
    if engine.dialect.name == "sqlite":
        return {_READ_ONLY: True}
    return {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}


@contextmanager
def writer_turn(engine: Engine, read_only: bool) -> Iterator[None]:
    """Queue the writers of one process: SQLite has one writer, and waiting in line beats polling for its lock."""
    if read_only or engine.dialect.name != "sqlite":
        yield
        return
    with _writers_guard:
        turn = _writers.setdefault(engine, threading.Lock())
    with turn:
        yield


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    read_only = connection.get_execution_options().get(_READ_ONLY, False)
    if connection.info.get(_READ_ONLY) != read_only:
        connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if read_only else 'OFF'}")
        connection.info[_READ_ONLY] = read_only
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
