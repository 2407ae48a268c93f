"""What a call is written with when it is a leg: whose, by when, and the number of the request it follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import clock
from engine.bpmn.definition import Definition, Node
from engine.bpmn.timing import Timing
from engine.connectors.descriptor import Descriptor
from engine.connectors.models import connector_call
from engine.dossiers.clockwork import calendar_of
from engine.dossiers.dossier import Dossier

EARLIER = "so_tiep_nhan_truoc"
"""The parameter by which a connector tells its partner which earlier request this one goes on with."""


def columns(
    session: Session, dossier: Dossier, node: Node, told: Descriptor, task: str, row: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    """The further columns of a call: those of its leg, cleared for a call that is none.

    The step's failure rule applies no earlier than the agency's own date.
    """
    fresh = dict.fromkeys(("partner_status", "partner_said", "partner_at", "heard_at", "child_id"))
    if node.leg is None:
        return {**fresh, "agency": None, "due_at": None}
    due = due_of(session, dossier, node, now)
    deadline: datetime = row["deadline_at"]
    return {
        **fresh,
        "agency": node.leg.agency,
        "due_at": due,
        "deadline_at": max(deadline, due) if due else deadline,
        "params": _following(session, dossier.id, node, told, task, row["params"]),
    }


def due_of(session: Session, dossier: Dossier, node: Node, opened_at: datetime) -> datetime | None:
    """When the agency's part is due that was sent then; None when no time is declared."""
    if node.leg is None:
        return None
    hours = Timing(dossier.version.definition).leg_hours(node.leg, dossier.row.case_id)
    if hours is None:
        return None
    calendar = calendar_of(session, dossier.row.resolving_unit_id, opened_at)
    return clock.step_due(opened_at, hours, "working_hours", calendar).at


def planned(session: Session, definition: Definition, row: Any, now: datetime) -> dict[str, datetime]:
    """The date of every leg counted from acceptance along the longest way (rule C20), by element."""
    if row.accepted_at is None:
        return {}
    ends = Timing(definition).ends_at(row.case_id)
    calendar = calendar_of(session, row.resolving_unit_id, now)
    return {
        node.id: clock.step_due(row.accepted_at, ends[node.id], "working_hours", calendar).at
        for node in definition.nodes.values()
        if node.leg is not None and ends.get(node.id)
    }


def as_asked(params: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a call without the receipt that was put in, to be compared with what a step asks."""
    return {name: value for name, value in params.items() if name != EARLIER or name in asked}


def _following(
    session: Session, dossier_id: int, node: Node, told: Descriptor, task: str, params: Mapping[str, Any]
) -> dict[str, Any]:
    """The parameters, with the receipt of the request before when the connector has a place for it."""
    if EARLIER not in told.optional or params.get(EARLIER):
        return dict(params)
    mine = (connector_call.c.dossier_id == dossier_id) & (connector_call.c.element == node.id)
    before = (connector_call.c.task != task) & connector_call.c.receipt.is_not(None)
    numbers = select(connector_call.c.receipt).where(mine, before)
    last = session.execute(numbers.order_by(connector_call.c.id.desc()).limit(1)).scalar()
    return {**params, EARLIER: last} if last else dict(params)
