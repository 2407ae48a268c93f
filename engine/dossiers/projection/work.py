"""Steps that opened and closed, as work items with unit, post and due pinned at opening."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy.orm import Session

from engine.dossiers import deadlines
from engine.dossiers.author import Author
from engine.dossiers.dossier import Dossier
from engine.dossiers.models import work_item
from engine.organisation import units
from engine.platform.prepared import Prepared
from engine.platform.time import local_day
from engine.platform.together import Write
from engine.spiff import Assigned, OpenedStep, StepResult
from engine.spiff.result import CANCELLED

_OPEN = Prepared(work_item.insert())
_CHANGE = Prepared(
    work_item.update().where(
        work_item.c.dossier_id == bindparam("of_dossier"), work_item.c.task == bindparam("of_task")
    )
)


def work_of(session: Session, dossier: Dossier, result: StepResult, author: Author, now: datetime) -> Iterator[Write]:
    """Close the work items of closed steps, open those of opened ones, assign those found on a retry."""
    for closed in result.closed:
        cancelled = closed.outcome == CANCELLED
        yield _change(
            dossier.id,
            closed.task,
            status="cancelled" if cancelled else "closed",
            outcome=None if cancelled else closed.outcome,
            closed_at=now,
            closed_by=author.name,
            closed_by_person_id=author.person_id,
            closed_version=dossier.seen + 1,
        )
    for opened in result.opened:
        yield Write(_OPEN, _row(session, dossier, opened, now))
    for found in result.assigned:
        yield _change(dossier.id, found.task, **_place(session, found.assignment, now))


def _change(dossier_id: int, task: str, **values: Any) -> Write:
    return Write(_CHANGE, {"of_dossier": dossier_id, "of_task": task, **values})


def _row(session: Session, dossier: Dossier, opened: OpenedStep, now: datetime) -> dict[str, Any]:
    node = dossier.version.definition.nodes[opened.element]
    step = node.step
    due = deadlines.of_step(session, dossier, node, opened.assignment, now)
    return {
        "dossier_id": dossier.id,
        "task": opened.task,
        "element": opened.element,
        "step_no": step.no if step else None,
        "title": node.name or opened.element,
        "item_index": opened.item,
        "alternatives": list(step.alternatives) if step else [],
        "status": "open",
        "opened_at": now,
        "due_at": due.at if due else None,
        "due": deadlines.as_data(due) if due else None,
        **_place(session, opened.assignment, now),
    }


def _place(session: Session, assignment: Assigned | None, now: datetime) -> dict[str, Any]:
    if assignment is None:
        return {"unit_id": None, "unit_name": None, "post": None}
    unit_id = int(assignment.unit_id)
    return {
        "unit_id": unit_id,
        "unit_name": units.name_at(session, unit_id, local_day(now)),
        "post": assignment.post,
    }
