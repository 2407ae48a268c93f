"""What the machine could not do, as incident rows in the same transaction: nothing goes silent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam
from sqlalchemy.orm import Session

from engine.dossiers.author import Author
from engine.dossiers.dossier import Dossier
from engine.dossiers.models import incident
from engine.platform.rows import rows_changed
from engine.spiff.result import StepResult

_OPEN_HERE = (incident.c.dossier_id == bindparam("dossier")) & incident.c.resolved_at.is_(None)
_OF_DOSSIER = incident.update().where(_OPEN_HERE)
_OF_TASK = _OF_DOSSIER.where(incident.c.task == bindparam("of_task"))


def project_incidents(session: Session, dossier: Dossier, result: StepResult, author: Author, now: datetime) -> None:
    """Open the incidents of this result and close those that are repaired or overtaken."""
    if dossier.row.troubled:
        _close(session, dossier.id, result, author, now)
    if result.ended is None:
        _open(session, dossier.id, result, now)


def _close(session: Session, dossier_id: int, result: StepResult, author: Author, now: datetime) -> None:
    settled = {"dossier": dossier_id, "resolved_at": now, "resolved_by": author.name}
    if result.ended:
        session.execute(_OF_DOSSIER, settled)
        return
    repaired = [step.task for step in result.assigned if step.assignment is not None]
    ended = (*result.waits_closed, *result.timers_closed, *result.calls_closed)
    over = [step.task for step in result.closed] + [one.task for one in ended]
    for task in (*result.incidents_closed, *repaired, *over):
        session.execute(_OF_TASK, {**settled, "of_task": task})


def _open(session: Session, dossier_id: int, result: StepResult, now: datetime) -> None:
    for found in result.incidents:
        again = {"dossier": dossier_id, "of_task": found.task, "code": found.code, "message": list(found.message)}
        if rows_changed(session, _OF_TASK, again):
            continue
        session.execute(
            incident.insert().values(
                dossier_id=dossier_id,
                task=found.task,
                element=found.element,
                code=found.code,
                message=list(found.message),
                opened_at=now,
            )
        )
