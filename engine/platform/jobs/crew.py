"""All runners of one process: started together, and stopped together, each finishing the job in hand."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Flask

from engine.platform.jobs.handlers import Handlers
from engine.platform.jobs.runner import Runner
from engine.platform.time import Now

PATIENCE = 30.0
"""Seconds a stopping process waits for what is in hand; what takes longer is done again when its lease ends."""


@dataclass(frozen=True)
class Work:
    """Kinds of jobs that share runners; ``runners`` at once."""

    handlers: Handlers
    runners: int = 1


class Crew:
    """The runners of one application."""

    def __init__(self, app: Flask, now: Now, work: Iterable[Work]) -> None:
        self._runners = [Runner(app, now, one.handlers) for one in work for _ in range(one.runners)]

    def start(self) -> None:
        """Begin, each on a thread of its own."""
        for runner in self._runners:
            runner.start()

    def stop(self, timeout: float = PATIENCE) -> bool:
        """Let all of them finish what they have in hand; return whether all did in time."""
        until = time.monotonic() + timeout
        for runner in self._runners:
            runner.ask_to_stop()
        finished = [runner.stop(max(until - time.monotonic(), 0.0)) for runner in self._runners]
        return all(finished)
