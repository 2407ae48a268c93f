"""How fast jobs are drained and how late they are: our own runners, and Procrastinate on PostgreSQL.

    .venv/bin/python -m benchmarks.jobs [--jobs 2000] [--database sqlite|postgresql] [--smoke]

A job does nothing, so what is measured is the machine: leasing, settling with the mark, and on PostgreSQL handing over.
Every job belongs to a dossier of its own, or four to one dossier each. Lateness is from the instant a job was due to
the instant it was settled, with the machine at rest otherwise. CPU is this process and the server's.
"""

from __future__ import annotations

import argparse
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benchmarks.support.figures import Cell, table
from benchmarks.support.processor import spending
from benchmarks.support.servers import Database, of_kind
from engine.platform import migrate
from engine.platform.db import db, init_app, reading, transaction
from engine.platform.jobs import Crew, Handler, Handlers, Job, Work, enqueue, handing
from engine.platform.jobs.models import DONE, job
from engine.platform.jobs.procrastinating import Scaled
from engine.platform.time import system_now
from migrations import tables

KIND = "bench.nothing"
RUNNERS = 4
HEAD = ("machine", "jobs", "of a dossier", "jobs/s", "CPU ms a job", "+ server ms")
LATE_HEAD = ("machine", "jobs", "p50 ms", "p99 ms", "worst ms")
_BATCH = 200


class Late:
    """Handlers that do nothing but note how late they were, in milliseconds."""

    def __init__(self) -> None:
        self.found: list[float] = []

    def settle(self, session: Session, one: Job, answer: Any, now: datetime) -> None:
        """Note it."""
        self.found.append((now - one.due_at).total_seconds() * 1000)

    def handlers(self) -> Handlers:
        """The one kind there is."""
        return {KIND: Handler(self.settle)}


@contextmanager
def machine(kind: str, app: Flask, handlers: Handlers) -> Iterator[None]:
    """A machine at work."""
    if kind == "embedded":
        crew = Crew(app, system_now, [Work(handlers, RUNNERS)])
        crew.start()
        yield
        crew.stop()
        return
    url = db.engine.url.render_as_string(hide_password=False)
    scaled = Scaled(app, url, system_now, handlers, lambda: {"bench": RUNNERS})
    thread = threading.Thread(target=scaled.run)
    thread.start()
    yield
    scaled.stop()
    thread.join()


def drained(kind: str, app: Flask, database: Database, many: int, each: int) -> list[Cell]:
    """Ask for many jobs, then let the machine at them."""
    before = _done()
    _ask(many, lambda number: {"dossier_id": number // each + 1})
    with spending(database.cpu) as spent, machine(kind, app, Late().handlers()):
        _until(lambda: _done() >= before + many)
    return [kind, many, each, many / spent.wall, spent.own / many * 1000, spent.both / many * 1000]


def lateness(kind: str, app: Flask, many: int, seconds: float) -> list[Cell]:
    """Jobs due one after the other, while nothing else is to do."""
    late, before = Late(), _done()
    with machine(kind, app, late.handlers()):
        time.sleep(1.5)
        start = system_now() + timedelta(seconds=1)
        _ask(many, lambda number: {"due_at": start + timedelta(seconds=seconds * number / many)})
        _until(lambda: _done() >= before + many)
    found = sorted(late.found)
    return [kind, many, found[many // 2], found[many * 99 // 100], found[-1]]


def _ask(many: int, more: Callable[[int], dict[str, Any]]) -> None:
    mark = time.monotonic_ns()
    for start in range(0, many, _BATCH):
        with transaction() as session:
            for number in range(start, min(start + _BATCH, many)):
                enqueue(session, KIND, f"{mark}/{number}", now=system_now(), **more(number))


def _done() -> int:
    with reading() as session:
        return int(session.execute(select(func.count()).select_from(job).where(job.c.status == DONE)).scalar_one())


def _until(condition: Callable[[], bool]) -> None:
    while not condition():
        time.sleep(0.05)


def _on(database: Database, many: int, seconds: float) -> None:
    app = Flask("bench")
    tables.load()
    init_app(app, database.url)
    with app.app_context():
        migrate.upgrade(db.engine)
        kinds = ["embedded"] if db.engine.dialect.name == "sqlite" else ["embedded", "procrastinate"]
        rows, late = [], []
        for kind in kinds:
            if kind == "procrastinate":
                handing.scale_out(db.engine)
            rows += [drained(kind, app, database, many, each) for each in (1, 4)]
            late.append(lateness(kind, app, max(many // 10, 10), seconds))
        handing.keep(db.engine)
        db.engine.dispose()
    print(f"{database.kind}\n{table(HEAD, rows)}\n\n{table(LATE_HEAD, late)}\n")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=2000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"))
    parser.add_argument("--smoke", action="store_true")
    asked = parser.parse_args()
    for kind in [asked.database] if asked.database else ["sqlite", "postgresql"]:
        with of_kind(kind) as database:
            _on(database, 20 if asked.smoke else asked.jobs, 0.5 if asked.smoke else 10.0)


if __name__ == "__main__":
    main()
