"""Two acts at once: freely, or one stopped before its n-th statement while the other goes as far as it can."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import make_url

from engine.platform.db import db
from engine.platform.errors import AppError, Conflict
from tests.support.faults_child import Child, Tell
from tests.support.faults_desk import Desk

Act = Callable[[], object]

DONE = "done"
CONFLICT = "conflict"
_PATIENCE = 30.0
_LOOK = 0.003
_WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND wait_event_type = 'Lock'"


class Stop:
    """Holds the thread that owns it before one of its statements until it is let go."""

    def __init__(self, desk: Desk, before: int) -> None:
        self.reached = threading.Event()
        self.go = threading.Event()
        self.count = 0
        self._wire = desk.wire
        self._before = before
        self._owner: int | None = None

    def own(self) -> None:
        """Count the statements of the present thread from here on."""
        self._owner = threading.get_ident()
        self._wire.listeners.append(self._statement)

    def leave(self) -> None:
        """Count no more."""
        self._wire.listeners.remove(self._statement)

    def _statement(self, statement: str) -> str:
        if threading.get_ident() == self._owner:
            self.count += 1
            if self.count == self._before:
                self.reached.set()
                self.go.wait(_PATIENCE)
        return statement


class Running:
    """An act on a thread of its own; its outcome is ``done``, ``conflict``, or the name of a clear error."""

    def __init__(self, desk: Desk, act: Act, stop: Stop | None = None, start: threading.Barrier | None = None) -> None:
        self.outcome = ""
        self.unclear: BaseException | None = None
        self._thread = threading.Thread(target=self._run, args=(desk, act, stop, start), daemon=True)
        self._thread.start()

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return not self._thread.is_alive()

    def join(self) -> str:
        """Wait for its end and return the outcome; an error no reader could understand is raised here."""
        self._thread.join(_PATIENCE)
        if not self.over:
            raise AssertionError("an act hangs")
        if self.unclear is not None:
            raise self.unclear
        return self.outcome

    def _run(self, desk: Desk, act: Act, stop: Stop | None, start: threading.Barrier | None) -> None:
        with desk.app.app_context():
            if start is not None:
                start.wait()
            try:
                with _owned(stop):
                    act()
                self.outcome = DONE
            except Conflict:
                self.outcome = CONFLICT
            except AppError as error:
                self.outcome = type(error).__name__
            except BaseException as error:
                self.unclear = error


def freely(desk: Desk, one: Act, other: Act) -> tuple[str, str]:
    """Let both go at the same moment."""
    start = threading.Barrier(2)
    both = [Running(desk, one, start=start), Running(desk, other, start=start)]
    return both[0].join(), both[1].join()


def apart(desk: Desk, one: Act, other: Act) -> tuple[str, str]:
    """Let both go at the same moment, each in a process of its own."""
    desk.engine.dispose()
    wait, go = os.pipe()

    def body(act: Act) -> Callable[[Tell], None]:
        def run(tell: Tell) -> None:
            os.read(wait, 1)
            tell(Running(desk, act).join())

        return run

    both = [Child(body(one)), Child(body(other))]
    os.write(go, b"go")
    first, second = (child.join() for child in both)
    os.close(wait)
    os.close(go)
    return "".join(first.told), "".join(second.told)


def interleaved(desk: Desk, one: Act, other: Act, stop_before: int) -> tuple[str, str, bool]:
    """Stop ``one`` before a statement, let ``other`` go on to its end or until it waits for a lock, then go on.

    Also returns whether ``one`` had that many statements at all. PostgreSQL only: SQLite has one writer.
    """
    stop = Stop(desk, stop_before)
    first = Running(desk, one, stop)
    while not first.over and not stop.reached.wait(_LOOK):
        pass
    second = Running(desk, other)
    with _observer() as locked:
        deadline = time.monotonic() + _PATIENCE
        while not second.over and not locked() and time.monotonic() < deadline:
            time.sleep(_LOOK)
    stop.go.set()
    return first.join(), second.join(), stop.reached.is_set()


def statements(desk: Desk, act: Act) -> int:
    """How many statements an act has when it is alone."""
    stop = Stop(desk, 0)
    Running(desk, act, stop).join()
    return stop.count


@contextmanager
def _owned(stop: Stop | None) -> Iterator[None]:
    if stop is None:
        yield
        return
    stop.own()
    try:
        yield
    finally:
        stop.leave()


@contextmanager
def _observer() -> Iterator[Callable[[], bool]]:
    """Watch from outside whether anybody waits for a lock in this database."""
    url = make_url(db.engine.url).set(drivername="postgresql")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:

        def locked() -> bool:
            row = connection.execute(_WAITING, (url.database,)).fetchone()
            return bool(row and row[0])

        yield locked
