"""What runs when a dossier's job comes due; handed to the job runner by the composition root."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from engine.dossiers.jobs import CLOSE_WAIT, CONTINUE, DELIVER_EARLY, FIRE_TIMER
from engine.dossiers.models import incident
from engine.dossiers.operations import alarms, messages, withdrawal
from engine.platform.jobs import Handler, Handlers, Job
from engine.text import Text


def _fire(session: Session, job: Job, _: Any, now: datetime) -> None:
    alarms.fire_timer(session, job.payload["dossier"], job.payload["task"], now)


def _close(session: Session, job: Job, _: Any, now: datetime) -> None:
    withdrawal.close_unanswered(session, job.payload["dossier"], job.payload["task"], now)


def _continue(session: Session, job: Job, _: Any, now: datetime) -> None:
    alarms.go_on(session, job.payload["dossier"], now)


def _early(session: Session, job: Job, _: Any, now: datetime) -> None:
    messages.deliver_early(session, job.payload["dossier"], job.payload["task"], now)


def _gave_up(session: Session, job: Job, error: str, now: datetime) -> None:
    message = Text(
        f"Công việc tự động «{job.kind}» không chạy được sau nhiều lần thử: {error}",
        f"The automatic job “{job.kind}” failed after several attempts: {error}",
    )
    session.execute(
        incident.insert().values(
            dossier_id=job.payload["dossier"],
            task=None,
            element=job.payload["task"],
            code="job",
            message=list(message),
            opened_at=now,
        )
    )


HANDLERS: Handlers = {
    FIRE_TIMER: Handler(settle=_fire, gave_up=_gave_up),
    CLOSE_WAIT: Handler(settle=_close, gave_up=_gave_up),
    DELIVER_EARLY: Handler(settle=_early, gave_up=_gave_up),
    CONTINUE: Handler(settle=_continue, gave_up=_gave_up),
}
