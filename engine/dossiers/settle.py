"""After an act: the clock's events, and the dossier row brought up to date (status, stage, due, end)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from engine.connectors.models import connector_call
from engine.dossiers import clockwork, standing
from engine.dossiers.author import Author
from engine.dossiers.calls import partner_name
from engine.dossiers.dossier import Dossier
from engine.dossiers.models import dossier as table
from engine.dossiers.rules import ends_the_clock
from engine.dossiers.standing import Standing
from engine.dossiers.status import Status, of_end, of_waiting
from engine.platform.prepared import Prepared
from engine.platform.together import Write
from engine.spiff.result import Ended, StepResult

BY_ACT = {"withdrawn": Status.WITHDRAWN, "auto_closed": Status.STOPPED}
_CHANGE = Prepared(table.update().where(table.c.id == bindparam("dossier")))


def settled(session: Session, dossier: Dossier, result: StepResult, author: Author, now: datetime) -> Write:
    """What an act means for the dossier as a whole; its rows must have been written."""
    changes: dict[str, Any] = {}
    finishes = _finishes(dossier, result)
    _note_waits(session, dossier, result, author, now)
    _note_calls(session, dossier, result, now)
    if finishes:
        kind: Any = "withdrawn" if result.ended and result.ended.result == "withdrawn" else "finished"
        clockwork.note(session, dossier.id, kind, author, now, rule="C17" if kind == "withdrawn" else "C1")
        changes["done_at"] = now
    if result.ended:
        changes |= _end(result.ended, now)
    now_open = standing.of_dossier(session, dossier.id, {closed.task for closed in result.calls_closed})
    changes["status"] = _status(dossier, result, changes, now_open)
    changes["stage"] = now_open.stage
    changes["money_status"] = now_open.money
    if finishes or result.waits_opened or result.waits_closed or dossier.ledger_changed:
        changes |= clock_columns(session, dossier, now)
    return Write(_CHANGE, {"dossier": dossier.id, **changes})


def clock_columns(session: Session, dossier: Dossier, now: datetime) -> dict[str, Any]:
    """Due date, appointments and the clock's status, read afresh from the ledger.

    They follow from the ledger and from what the dossier was handed in with, so they change when the ledger does. How
    the date came about is told from the ledger again whenever somebody asks.
    """
    assessment = clockwork.assess(session, dossier.row, dossier.version, now)
    if assessment is None:
        return {"due_at": None, "due": None, "clock_status": "none"}
    return {
        "due_at": assessment.due,
        "clock_status": assessment.status,
        "due": {
            "due": assessment.due.isoformat() if assessment.due else None,
            "original": assessment.original_due.isoformat() if assessment.original_due else None,
            "status": assessment.status,
            "outcome": assessment.outcome,
            "provisional": assessment.provisional,
            "appointments": [[_iso(one.due), _iso(one.met), one.outcome] for one in assessment.dues],
            "warnings": [list(text) for text in assessment.warnings],
        },
    }


def _note_waits(session: Session, dossier: Dossier, result: StepResult, author: Author, now: datetime) -> None:
    nodes = dossier.version.definition.nodes
    for closed in result.waits_closed:
        declared = nodes[closed.element].wait
        if not (closed.cancelled and result.ended):
            kind = (declared.kind if declared else None) or "confirmation"
            clockwork.note_wait_answered(session, dossier.id, kind, closed.task, author, now)
    for opened in result.waits_opened:
        clockwork.note_wait_opened(session, dossier.id, nodes[opened.element], opened.task, author, now)


def _note_calls(session: Session, dossier: Dossier, result: StepResult, now: datetime) -> None:
    """However a call ended (answered, entered by hand, taken back): machines out of step delay the dossier no more."""
    tasks = [closed.task for closed in result.calls_closed]
    if tasks:
        mine = (connector_call.c.dossier_id == dossier.id) & connector_call.c.task.in_(tasks)
        for key, code in session.execute(select(connector_call.c.key, connector_call.c.partner).where(mine)).all():
            clockwork.partner_restored(session, dossier.id, key, partner_name(session, code), now)


def _finishes(dossier: Dossier, result: StepResult) -> bool:
    if dossier.row.done_at is not None:
        return False
    opened = [step.element for step in result.opened]
    return result.ended is not None or ends_the_clock(dossier.version.definition, opened)


def _end(ended: Ended, now: datetime) -> dict[str, Any]:
    return {"ended_at": now, "ended_by": ended.element or ended.result, "result": ended.result}


def _status(dossier: Dossier, result: StepResult, changes: dict[str, Any], now_open: Standing) -> Status:
    accepted = dossier.row.accepted_at is not None
    if result.ended:
        ended = result.ended.result or "granted"
        return BY_ACT.get(ended) or of_end(ended, accepted)
    if changes.get("done_at") or dossier.row.done_at:
        return Status.DONE
    if now_open.waits and not now_open.steps:
        return of_waiting(now_open.awaited)
    if not accepted:
        return Status.SUBMITTED
    just_accepted = any(closed.outcome for closed in result.closed) and dossier.row.status == Status.SUBMITTED
    return Status.ACCEPTED if just_accepted else Status.PROCESSING


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
