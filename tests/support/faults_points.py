"""The points at which something can go wrong: every commit and every statement of an engine, counted from 1.

A commit counts when its transaction wrote something; looking things up changes nothing whenever it dies.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

Reach = Callable[[int], None]

_BROKEN = "SELECT broken_on_purpose FROM no_such_table"
_WRITES = ("INSERT", "UPDATE", "DELETE")


class Points:
    """Counts the commits and statements of one engine and lets a test act just before or after the n-th."""

    def __init__(self, engine: Engine) -> None:
        self.commits = 0
        self.statements = 0
        self.before_commit: Reach = _nothing
        self.after_commit: Reach = _nothing
        self.broken_statement = 0
        self._wrote = threading.local()
        self._engine = engine
        self._dialect: Any = engine.dialect
        self._commit = engine.dialect.do_commit

    def watch(self) -> None:
        """Begin to count."""
        self._dialect.do_commit = self._counted
        event.listen(self._engine, "before_cursor_execute", self._statement, retval=True)

    def leave(self) -> None:
        """Stop counting; the engine is as it was."""
        self._dialect.do_commit = self._commit
        event.remove(self._engine, "before_cursor_execute", self._statement)

    def _counted(self, connection: Any) -> None:
        if not getattr(self._wrote, "anything", False):
            self._commit(connection)
            return
        self._wrote.anything = False
        self.commits += 1
        number = self.commits
        self.before_commit(number)
        self._commit(connection)
        self.after_commit(number)

    def _statement(self, _c: Any, _cursor: Any, statement: str, values: Any, _x: Any, _m: bool) -> tuple[str, Any]:
        self.statements += 1
        if statement.startswith(_WRITES):
            self._wrote.anything = True
        if self.statements == self.broken_statement:
            return _BROKEN, ()
        return statement, values


@contextmanager
def points(engine: Engine) -> Iterator[Points]:
    """Watch an engine for a while."""
    watched = Points(engine)
    watched.watch()
    try:
        yield watched
    finally:
        watched.leave()


def at(number: int, act: Callable[[], None]) -> Reach:
    """Do ``act`` when the given point is reached, nothing at any other."""

    def reached(here: int) -> None:
        if here == number:
            act()

    return reached


def _nothing(_number: int) -> None:
    return None
