"""Housekeeping of the file store that repeats itself daily as a job: sweep away what crashes left behind."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from engine.documents.store import FileStore
from engine.documents.sweeping import sweep
from engine.platform.jobs import Handler, Handlers, Job, enqueue

KIND = "documents.sweep"
_EVERY = timedelta(days=1)
_REST = timedelta(days=2)


def schedule(session: Session, now: datetime) -> None:
    """Make sure the next sweep is asked for; call it at every start, it asks once per day at most."""
    due = now.replace(hour=19, minute=0, second=0, microsecond=0)
    due = due if due > now else due + _EVERY
    enqueue(session, KIND, f"{KIND}/{due:%Y-%m-%d}", now=now, due_at=due)


def handlers(files: FileStore) -> Handlers:
    """The job that sweeps this store; only leftovers untouched for two days go."""

    def run(session: Session, _job: Job, _: Any, now: datetime) -> Any:
        schedule(session, now)
        return sweep(session, files, now - _REST)._asdict()

    return {KIND: Handler(settle=run, attempts=1000)}
