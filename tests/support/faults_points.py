"""The points at which something can go wrong: every commit and every statement of a desk, counted from 1.

A commit counts when its transaction wrote something; looking things up changes nothing whenever it dies.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.support.faults_desk import Desk

Reach = Callable[[int], None]

_BROKEN = "SELECT broken_on_purpose FROM no_such_table"
_WRITES = ("INSERT", "UPDATE", "DELETE", "WITH w0 AS (")
"""How writes begin, several at once among them (``engine.platform.together``)."""


class Points:
    """Counts the commits and statements of one desk and lets a test act just before or after the n-th."""

    def __init__(self, desk: Desk) -> None:
        self.commits = 0
        self.statements = 0
        self.before_commit: Reach = _nothing
        self.after_commit: Reach = _nothing
        self.broken_statement = 0
        self._wrote = threading.local()
        self._wire = desk.wire
        self._dialect: Any = desk.engine.dialect
        self._commit = desk.engine.dialect.do_commit

    def watch(self) -> None:
        """Begin to count."""
        self._dialect.do_commit = self._counted
        self._wire.listeners.append(self._statement)

    def leave(self) -> None:
        """Stop counting; everything is as it was."""
        self._dialect.do_commit = self._commit
        self._wire.listeners.remove(self._statement)

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

    def _statement(self, statement: str) -> str:
        self.statements += 1
        if statement.startswith(_WRITES):
            self._wrote.anything = True
        return _BROKEN if self.statements == self.broken_statement else statement


@contextmanager
def points(desk: Desk) -> Iterator[Points]:
    """Watch a desk for a while."""
    watched = Points(desk)
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
