"""An installation to measure: tables, the demo province, and one published reference procedure after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from flask import Flask

from benchmarks.support.reference_procedures import JOBS, Job
from benchmarks.support.servers import Database
from demo.filling import IN_FORCE_FROM
from demo.seed import seed
from engine.bpmn import reader
from engine.platform.db import db, transaction
from engine.platform.time import FixedClock
from engine.publication.releases import publish
from tests.support.databases import application

MONDAY = datetime(2026, 12, 7, 2, 0, tzinfo=UTC)
"""Monday 7/12/2026, 09:00 in Viet Nam."""

STEP = timedelta(minutes=7)
"""How far the clock moves between two acts."""


@contextmanager
def installed(database: Database) -> Iterator[tuple[Flask, FixedClock]]:
    """Fill an empty database and push an application on it."""
    app, clock = application(database.url), FixedClock(MONDAY)
    with app.app_context():
        fill(clock)
        yield app, clock
        db.session.remove()
        db.engine.dispose()


def fill(clock: FixedClock) -> None:
    """Make tables, people and the reference procedures."""
    db.create_all()
    with transaction() as session:
        seed(session, clock())
    publish_all(JOBS, clock())


def publish_all(jobs: Sequence[Job], now: datetime) -> None:
    """Publish reference procedures, each in its own transaction."""
    for job in jobs:
        sources = job.sources()
        with transaction() as session:
            publish(
                session,
                sources,
                reader.read(sources.bpmn),
                drafted_by="Mẫu đo",
                approved_by="Mẫu đo",
                decision_number=None,
                effective_from=IN_FORCE_FROM,
                now=now,
            )
