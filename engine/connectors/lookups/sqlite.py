"""Reading an SQLite file: opened read-only, allowed nothing but selecting, stopped when its time is up."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from engine.connectors.base import Blocked, Unreachable
from engine.connectors.lookups.queries import Query

_STEPS = 5_000
_LONGEST = 1024 * 1024
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})
_NEVER = frozenset({"load_extension", "readfile", "writefile", "edit"})


def ask(place: Path, query: Query, values: Mapping[str, Any], left: Callable[[], float]) -> list[dict[str, Any]]:
    """The rows; ``left`` raises when the time is up."""
    if not place.is_file():
        raise Unreachable("the database file is not there")
    try:
        with closing(sqlite3.connect(f"file:{quote(str(place))}?mode=ro", uri=True, timeout=left())) as there:
            there.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
            there.set_authorizer(_authorize)
            there.set_progress_handler(lambda: _is_over(left), _STEPS)
            found = there.execute(query.bounded(), dict(values))
            names = [one[0] for one in found.description]
            return [dict(zip(names, row, strict=True)) for row in found]
    except sqlite3.DatabaseError as error:
        left()
        raise _meaning(error) from error


def _authorize(action: int, first: str | None, second: str | None, *_: Any) -> int:
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _NEVER:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _is_over(left: Callable[[], float]) -> int:
    try:
        left()
    except Unreachable:
        return 1
    return 0


def _meaning(error: sqlite3.DatabaseError) -> Exception:
    """Locked or unreadable passes or is repaired there; a query that does not fit is the administrator's."""
    if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode in (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_INTERRUPT,
    ):
        return Unreachable(f"SQLite: {error.sqlite_errorname}")
    return Blocked(f"the query cannot be made (SQLite: {error.sqlite_errorname})")
