"""The embedded runner: one thread that runs due jobs until it is told to stop, and then finishes the one in hand."""

from __future__ import annotations

import logging
import threading

from flask import Flask

from engine.platform.jobs import bell
from engine.platform.jobs.handlers import Handlers
from engine.platform.jobs.running import run_due
from engine.platform.time import Now

_log = logging.getLogger(__name__)


class Runner:
    """Runs the jobs of one application; ``start`` on a thread of its own, or ``run`` on the caller's (a worker)."""

    def __init__(self, app: Flask, now: Now, handlers: Handlers, poll_seconds: float = 2.0) -> None:
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
        self._stop.set()
        bell.ring()
        if self._thread is None:
            return True
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def run(self) -> None:
        """Run jobs until ``stop``; a database that is away for a while is waited for."""
        while not self._stop.is_set():
            if not self._round():
                bell.wait(self._poll)

    def _round(self) -> int:
        try:
            with self._app.app_context():
                return run_due(self._now, self._handlers, limit=1)
        except Exception:
            _log.exception("the job runner could not reach its jobs")
            return 0
