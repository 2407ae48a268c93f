"""The embedded runner: one thread that runs due jobs until it is told to stop, and then finishes the one in hand."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

from flask import Flask

from engine.platform.db import reading
from engine.platform.jobs import bell
from engine.platform.jobs.handlers import Handlers
from engine.platform.jobs.leasing import soonest
from engine.platform.jobs.running import run_due
from engine.platform.time import Now

_log = logging.getLogger(__name__)
_LEAST = 0.005


class Runner:
    """Runs the jobs of one application; ``start`` on a thread of its own, or ``run`` on the caller's (a worker)."""

    def __init__(self, app: Flask, now: Now, handlers: Handlers, poll_seconds: float = 1.0) -> None:
        self._app = app
        self._now = now
        self._handlers = handlers
        self._poll = poll_seconds
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin on a daemon thread; starting twice is starting once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self.run, name="jobs", daemon=True)
            self._thread.start()

    def stop(self, timeout: float = 10.0) -> bool:
        """Ask to stop and wait; return whether the job in hand was finished in time (else its lease runs out)."""
        self.ask_to_stop()
        if self._thread is None:
            return True
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def run(self) -> None:
        """Run jobs until ``stop``; a database that is away for a while is waited for."""
        while not self._stop.is_set():
            since = bell.heard()
            if not self._round() and not self._stop.is_set():
                bell.wait(self._pause(), since)

    def ask_to_stop(self) -> None:
        """Take no further job; the one in hand is finished."""
        self._stop.set()
        bell.ring()

    def _round(self) -> int:
        try:
            with self._app.app_context():
                return run_due(self._now, self._handlers, limit=1)
        except Exception:
            _log.exception("the job runner could not reach its jobs")
            return 0

    def _pause(self) -> float:
        """Seconds until the next job comes due, at most until the next look."""
        try:
            with self._app.app_context(), reading() as session:
                now = self._now()
                at = soonest(session, self._handlers, now, now + timedelta(seconds=self._poll))
            return self._poll if at is None else max((at - now).total_seconds(), _LEAST)
        except Exception:
            return self._poll
