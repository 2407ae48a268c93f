"""What runs when a job between a parent and its child comes due."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from engine.connectors.models import OPEN
from engine.dossiers import calls as reading
from engine.dossiers.children import beginning, telling
from engine.dossiers.children.queue import NEWS, STOP
from engine.dossiers.holding import hold
from engine.dossiers.operations import calls
from engine.dossiers.queueing import CHILD
from engine.platform.jobs import Handler, Handlers, Job


def _begin(session: Session, job: Job, _: Any, now: datetime) -> None:
    hold(session, job.payload["dossier"])
    beginning.begin(session, job.payload["call"], now)


def _news(session: Session, job: Job, _: Any, now: datetime) -> None:
    hold(session, job.payload["dossier"])
    telling.tell(session, job.payload["child"], now)


def _stop(session: Session, job: Job, _: Any, now: datetime) -> None:
    telling.end(session, job.payload["call"], now)


def _never_begun(session: Session, job: Job, error: str, now: datetime) -> None:
    hold(session, job.payload["dossier"])
    call = reading.find(session, job.payload["call"])
    if call.status in OPEN:
        calls.get_stuck(session, call, error, now)


def _never_told(session: Session, job: Job, error: str, now: datetime) -> None:
    """The parent stands still: the incident is the parent's, at the leg."""
    hold(session, job.payload["dossier"])
    call = telling.call_of(session, job.payload["child"])
    if call is not None and call.status in OPEN:
        calls.get_stuck(session, call, error, now)


def _never_stopped(session: Session, job: Job, error: str, now: datetime) -> None:
    hold(session, job.payload["dossier"])
    calls.note_incident(session, reading.find(session, job.payload["call"]), error, now)


HANDLERS: Handlers = {
    CHILD: Handler(settle=_begin, gave_up=_never_begun),
    NEWS: Handler(settle=_news, gave_up=_never_told),
    STOP: Handler(settle=_stop, gave_up=_never_stopped),
}
