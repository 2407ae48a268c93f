"""What runs when a dossier's job comes due; handed to the job runner by the composition root."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from engine.dossiers.children import handlers as children
from engine.dossiers.failed_jobs import gave_up
from engine.dossiers.jobs import CLOSE_WAIT, CONTINUE, DELIVER_EARLY, FIRE_TIMER
from engine.dossiers.moving import handlers as moving
from engine.dossiers.operations import alarms, messages, withdrawal
from engine.platform.jobs import Handler, Handlers, Job


def _fire(session: Session, job: Job, _: Any, now: datetime) -> None:
    alarms.fire_timer(session, job.payload["dossier"], job.payload["task"], now)


def _close(session: Session, job: Job, _: Any, now: datetime) -> None:
    withdrawal.close_unanswered(session, job.payload["dossier"], job.payload["task"], now)


def _continue(session: Session, job: Job, _: Any, now: datetime) -> None:
    alarms.go_on(session, job.payload["dossier"], now)


def _early(session: Session, job: Job, _: Any, now: datetime) -> None:
    messages.deliver_early(session, job.payload["dossier"], job.payload["task"], now)


HANDLERS: Handlers = {
    FIRE_TIMER: Handler(settle=_fire, gave_up=gave_up),
    CLOSE_WAIT: Handler(settle=_close, gave_up=gave_up),
    DELIVER_EARLY: Handler(settle=_early, gave_up=gave_up),
    CONTINUE: Handler(settle=_continue, gave_up=gave_up),
    **moving.HANDLERS,
    **children.HANDLERS,
}
