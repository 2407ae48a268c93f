"""The two machines that run jobs, behind one face: our own runners, and Procrastinate on PostgreSQL."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import select

from engine.platform.db import db, reading
from engine.platform.jobs import Crew, Handlers, Work, handing, schema
from engine.platform.jobs.models import job
from engine.platform.jobs.procrastinating import Pace, Scaled
from engine.platform.time import system_now

EMBEDDED, SCALED = "embedded", "procrastinate"
QUICK = Pace(beat=0.4, stalled=1.5, sweep=0.1)


def prepare(kind: str) -> None:
    """Let jobs of this database run on this kind of machine. Needs an application context."""
    if kind == SCALED:
        with db.engine.begin() as connection:
            schema.install(connection)
        handing.scale_out(db.engine)


@contextmanager
def running(kind: str, app: Flask, handlers: Handlers, runners: int = 3) -> Iterator[None]:
    """The machine at work; at the end it has finished what it had in hand."""
    if kind == EMBEDDED:
        crew = Crew(app, system_now, [Work(handlers, runners)])
        crew.start()
        try:
            yield
        finally:
            finished = crew.stop()
        assert finished
        return
    url = db.engine.url.render_as_string(hide_password=False)
    machine = Scaled(app, url, system_now, handlers, lambda: {"water": runners}, QUICK)
    thread = threading.Thread(target=machine.run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        machine.stop()
        thread.join(20)
    assert not thread.is_alive()


def until(condition: Callable[[], Any], seconds: float = 15.0) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.02)


def states() -> dict[str, str]:
    """The state of every job by its key."""
    with reading() as session:
        return {row.key: row.status for row in session.execute(select(job.c.key, job.c.status))}
