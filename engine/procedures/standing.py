"""Whether a procedure may be received on a day: in force, suspended, or abolished, by the orders decided so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.procedures.models import procedure_order

SUSPEND, RESUME, ABOLISH = "suspend", "resume", "abolish"
APPROVED = "approved"


@dataclass(frozen=True)
class Order:
    """A decided order in force: since when, why, by which decision."""

    kind: str
    since: datetime
    reason: str
    decision_number: str | None


def orders_at(session: Session, at: datetime, procedure_id: int | None = None) -> dict[int, Order]:
    """The order that stands at ``at`` per procedure; a procedure that was resumed has none.

    Of two orders the one that begins later stands; of two that begin together the one decided later.
    """
    query = select(procedure_order).where(procedure_order.c.status == APPROVED, procedure_order.c.from_at <= at)
    if procedure_id is not None:
        query = query.where(procedure_order.c.procedure_id == procedure_id)
    found: dict[int, Order] = {}
    for row in session.execute(query.order_by(procedure_order.c.from_at, procedure_order.c.id)):
        found[row.procedure_id] = Order(row.kind, row.from_at, row.reason, row.decision_number)
    return {key: order for key, order in found.items() if order.kind != RESUME}
