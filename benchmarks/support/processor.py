"""CPU time of this process and of the database server beside it, so that no work hides in another process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ServerCpu = Callable[[], float]
"""Seconds of CPU the database server has used so far, over all its living processes: keep connections open."""


@dataclass
class Spent:
    """Seconds between entering and leaving ``spending``: of this process, of the server, on the wall."""

    own: float = 0.0
    server: float = 0.0
    wall: float = 0.0

    @property
    def both(self) -> float:
        """CPU of program and database together."""
        return self.own + self.server


def no_server() -> float:
    """The server's CPU when the database runs inside this process."""
    return 0.0


def of_family(parent: int) -> ServerCpu:
    """CPU of a process and its living children with all their living threads, from the scheduler's nanoseconds."""

    def used() -> float:
        return sum(_nanoseconds(pid) for pid in [parent, *_children(parent)]) / 1e9

    return used


@contextmanager
def spending(server: ServerCpu = no_server) -> Iterator[Spent]:
    """Measure the block."""
    spent = Spent()
    own, wall, other = time.process_time(), time.perf_counter(), server()
    yield spent
    spent.own, spent.wall = time.process_time() - own, time.perf_counter() - wall
    spent.server = server() - other


def _children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _nanoseconds(pid: int) -> int:
    return sum(_of_thread(thread) for thread in Path(f"/proc/{pid}/task").glob("*"))


def _of_thread(thread: Path) -> int:
    try:
        return int((thread / "schedstat").read_text().split()[0])
    except (FileNotFoundError, ProcessLookupError):
        return 0
