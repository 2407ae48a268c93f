"""Timers of the diagram, as rows with an absolute due instant and a job that fires each once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam
from sqlalchemy.orm import Session

from engine.dossiers.dossier import Dossier
from engine.dossiers.jobs import FIRE_TIMER, cancel_wake_up, wake_up
from engine.dossiers.models import timer
from engine.platform.prepared import Prepared
from engine.spiff.result import StepResult

_OPEN = Prepared(timer.insert())
_CLOSE = Prepared(
    timer.update().where(timer.c.dossier_id == bindparam("of_dossier"), timer.c.task == bindparam("of_task"))
)


def project_timers(session: Session, dossier: Dossier, result: StepResult, now: datetime) -> None:
    """Write the timers of this result."""
    for closed in result.timers_closed:
        status = "cancelled" if closed.cancelled else "fired"
        _CLOSE.run(session, {"of_dossier": dossier.id, "of_task": closed.task, "status": status})
        cancel_wake_up(session, FIRE_TIMER, dossier.id, closed.task, now)
    for opened in result.timers_opened:
        row = {"dossier_id": dossier.id, "task": opened.task, "element": opened.element}
        _OPEN.run(session, {**row, "due_at": opened.due, "status": "open"})
        wake_up(session, FIRE_TIMER, dossier.id, opened.task, opened.due, now)
