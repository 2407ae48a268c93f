"""Timers of the diagram, as rows with an absolute due instant and a job that fires each once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from engine.dossiers.dossier import Dossier
from engine.dossiers.jobs import FIRE_TIMER, cancel_wake_up, wake_up
from engine.dossiers.models import timer
from engine.spiff.result import StepResult


def project_timers(session: Session, dossier: Dossier, result: StepResult, now: datetime) -> None:
    """Write the timers of this result."""
    for closed in result.timers_closed:
        condition = (timer.c.dossier_id == dossier.id) & (timer.c.task == closed.task)
        status = "cancelled" if closed.cancelled else "fired"
        session.execute(timer.update().where(condition).values(status=status))
        cancel_wake_up(session, FIRE_TIMER, dossier.id, closed.task, now)
    for opened in result.timers_opened:
        session.execute(
            timer.insert().values(
                dossier_id=dossier.id, task=opened.task, element=opened.element, due_at=opened.due, status="open"
            )
        )
        wake_up(session, FIRE_TIMER, dossier.id, opened.task, opened.due, now)
