"""What makes SQLite and PostgreSQL behave alike: pragmas, when a transaction begins, who may write.

On SQLite readers have connections of their own: turning ``query_only`` on and off makes a connection forget every
statement it has prepared, which costs a finished step half a millisecond.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event, make_url

from engine.platform.prepared import send

_PRAGMAS = (
    "PRAGMA busy_timeout = 15000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
)

_readers: WeakKeyDictionary[Engine, Engine] = WeakKeyDictionary()
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
    if engine.dialect.name != "sqlite":
        return
    _follow_the_rules(engine, _set_up, _begin_writing)
    if engine.url.database:
        readers = _readers[engine] = create_engine(engine.url)
        _follow_the_rules(readers, _set_up_reader, _begin_reading)
        event.listen(engine, "engine_disposed", lambda _: readers.dispose())


def for_reading(engine: Engine) -> Engine:
    """Return where read-only sessions take their connections from."""
    return _readers.get(engine, engine)


def execution_options(engine: Engine, read_only: bool) -> dict[str, Any]:
    """Return the options the first connection of a session is taken with; readers see one moment of the data."""
    if not read_only or engine.dialect.name == "sqlite":
        return {}
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


def _follow_the_rules(engine: Engine, set_up: Callable[..., None], begin: Callable[[Connection], None]) -> None:
    event.listen(engine, "connect", set_up)
    event.listen(engine, "begin", begin)


def _set_up(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _set_up_reader(connection: Any, record: Any) -> None:
    _set_up(connection, record)
    connection.cursor().execute("PRAGMA query_only = ON")


def _begin_writing(connection: Connection) -> None:
    send(connection, "BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    send(connection, "BEGIN")
