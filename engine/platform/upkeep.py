"""Housekeeping that repeats itself hourly as a job: seal the audit trail, forget old failures."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from engine.platform import audit, limits
from engine.platform.jobs import Handler, Handlers, Job, enqueue

KIND = "platform.upkeep"
_EVERY = timedelta(hours=1)


def schedule(session: Session, now: datetime) -> None:
    """Make sure the next round is asked for; call it at every start, it asks once per hour at most."""
    due = now.replace(minute=0, second=0, microsecond=0) + _EVERY
    enqueue(session, KIND, f"{KIND}/{due:%Y-%m-%dT%H}", now=now, due_at=due)


def _round(session: Session, _job: Job, _: Any, now: datetime) -> Any:
    limits.tidy(session, now)
    schedule(session, now)
    return {"seal": audit.seal(session, now)}


HANDLERS: Handlers = {KIND: Handler(settle=_round, attempts=1000)}
