"""Heartbeats: while a job calls the outside world its lease is renewed, so that leases can be short.

A runner that is killed stops beating, and its job is taken over when the lease ends; one that is merely slow keeps it,
up to the longest time its kind may take.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from engine.platform.db import current_engine
from engine.platform.jobs.handlers import Handler, Job
from engine.platform.jobs.models import RUNNING, job
from engine.platform.time import Now

TICK = 4.0
"""Seconds between two beats; the shortest lease must be several of them."""


@dataclass
class _Beat:
    engine: Engine
    leased: Job
    owner: str
    lease: timedelta
    now: Now
    until: float


@dataclass
class Pulse:
    """One thread renews the leases of everything this process has in hand; ``tick`` is in seconds."""

    tick: float = TICK
    _beats: dict[int, _Beat] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _thread: threading.Thread | None = None

    @contextmanager
    def beating(self, leased: Job, handler: Handler, owner: str, now: Now) -> Iterator[None]:
        """Keep the lease of a job while the body runs. Needs an application context and no open session."""
        until = time.monotonic() + handler.longest.total_seconds()
        with self._lock:
            beat = _Beat(current_engine(), leased, owner, handler.lease, now, until)
            self._beats[id(beat)] = beat
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="heartbeats", daemon=True)
                self._thread.start()
        try:
            yield
        finally:
            with self._lock:
                self._beats.pop(id(beat), None)

    def _run(self) -> None:
        while True:
            time.sleep(self.tick)
            with self._lock:
                beats = [beat for beat in self._beats.values() if time.monotonic() < beat.until]
                if not self._beats:
                    self._thread = None
                    return
            for beat in beats:
                with suppress(SQLAlchemyError):
                    _renew(beat)


def _renew(beat: _Beat) -> None:
    mine = (job.c.id == beat.leased.id) & (job.c.status == RUNNING) & (job.c.lease_owner == beat.owner)
    renewed = job.update().where(mine, job.c.attempts == beat.leased.attempt).values(run_at=beat.now() + beat.lease)
    with beat.engine.begin() as connection:
        connection.execute(renewed)


PULSE = Pulse()
"""The heartbeats of this process."""
