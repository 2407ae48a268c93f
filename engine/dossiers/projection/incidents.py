"""What the machine could not do, as incident rows in the same transaction: nothing goes silent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from engine.dossiers.author import Author
from engine.dossiers.dossier import Dossier
from engine.dossiers.models import incident
from engine.platform.rows import rows_changed
from engine.spiff.result import StepResult


def project_incidents(session: Session, dossier: Dossier, result: StepResult, author: Author, now: datetime) -> None:
    """Open the incidents of this result and close those that are repaired or overtaken."""
    open_here = (incident.c.dossier_id == dossier.id) & incident.c.resolved_at.is_(None)
    repaired = [step.task for step in result.assigned if step.assignment is not None]
    over = [step.task for step in result.closed]
    for task in (*result.incidents_closed, *repaired, *over):
        condition = open_here & (incident.c.task == task)
        session.execute(incident.update().where(condition).values(resolved_at=now, resolved_by=author.name))
    for found in result.incidents:
        known = open_here & (incident.c.task == found.task)
        again = incident.update().where(known).values(code=found.code, message=list(found.message))
        if rows_changed(session, again):
            continue
        session.execute(
            incident.insert().values(
                dossier_id=dossier.id,
                task=found.task,
                element=found.element,
                code=found.code,
                message=list(found.message),
                opened_at=now,
            )
        )
    if result.ended:
        session.execute(incident.update().where(open_here).values(resolved_at=now, resolved_by=author.name))
