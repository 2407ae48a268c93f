"""Calls of a dossier as officers see them: the open ones, those answered in a partner's place, those that need it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, exists, or_, select
from sqlalchemy.orm import Session

from engine.bpmn.definition import Definition
from engine.connectors.models import ACCEPTED, DIFFERS, OPEN, OWED, SETTLED, WAIVED, connector_call, partner
from engine.dossiers import facts
from engine.dossiers.dossier import Dossier
from engine.dossiers.models import dossier, incident
from engine.organisation import policy
from engine.organisation.actors import Actor, Role
from engine.organisation.policy import Act
from engine.procedures import labels
from engine.text import Text

MOST = 50
_SETTLEMENT = {
    OWED: Text(
        "Cán bộ đã nhập kết quả; máy sẽ gửi và đối chiếu khi đối tác hoạt động lại.",
        "An officer entered the result; it is sent and compared once the partner is back.",
    ),
    SETTLED: Text(
        "Cán bộ đã nhập kết quả; đối tác đã xác nhận giống như vậy.",
        "An officer entered the result; the partner has confirmed the same.",
    ),
    DIFFERS: Text(
        "Kết quả cán bộ nhập khác trả lời của đối tác; quản trị đang đối chiếu.",
        "What the officer entered differs from the partner's answer; an administrator compares them.",
    ),
    WAIVED: Text(
        "Cán bộ đã nhập kết quả; không cần gửi cho đối tác nữa.",
        "An officer entered the result; the partner need not be told any more.",
    ),
}
_INCIDENT = exists().where(
    incident.c.dossier_id == connector_call.c.dossier_id,
    incident.c.task == connector_call.c.task,
    incident.c.resolved_at.is_(None),
)


@dataclass(frozen=True)
class Called:
    """One call of a dossier. ``open`` with ``needs_person``: an officer should enter the result."""

    id: int
    dossier_id: int
    element: str
    name: Text
    partner: str
    opened_at: datetime
    deadline_at: datetime
    open: bool
    received: bool
    receipt: str | None
    needs_person: bool
    may_enter: bool
    entered_by: str | None = None
    settlement: Text | None = None
    leg: bool = False
    """It is an agency's part of the dossier, and stands among those parts already."""

    @property
    def told_apart(self) -> bool:
        """Whether it has to be said beside the parts of other agencies."""
        return not self.leg or self.needs_person or self.settlement is not None


@dataclass(frozen=True)
class Awaited:
    """Something another agency's system is asked for: whose, and since when."""

    element: str
    name: Text
    partner: str
    since: datetime


@dataclass(frozen=True)
class Needing:
    """A call somebody must see to, as the inbox lists it."""

    id: int
    dossier_id: int
    code: str | None
    applicant: str
    name: str
    partner: str
    opened_at: datetime


def of_dossier(session: Session, actor: Actor, opened: Dossier, now: datetime) -> list[Called]:
    """The calls of a dossier that are open, and those an officer answered, oldest first."""
    mine = connector_call.c.dossier_id == opened.id
    wanted = or_(connector_call.c.status.in_(OPEN), connector_call.c.entered_by.is_not(None))
    rows = session.execute(_named(_INCIDENT.label("stopped")).where(mine, wanted).order_by(connector_call.c.id)).all()
    if not rows:
        return []
    seen = facts.of_dossier(session, opened.row, now)
    may = policy.may(actor, Act.SETTLE_INCIDENT, seen)
    return [_called(opened.version.definition, row, may) for row in rows]


def awaited(session: Session, opened: Dossier) -> list[Awaited]:
    """What other systems are asked for at this moment, as the applicant reads it, oldest first."""
    mine = (connector_call.c.dossier_id == opened.id) & connector_call.c.status.in_(OPEN)
    rows = session.execute(_named().where(mine).order_by(connector_call.c.id))
    nodes = opened.version.definition.nodes
    return [
        Awaited(
            row.element,
            labels.node_name(opened.version.definition, nodes[row.element]),
            row.partner_name or row.partner,
            row.opened_at,
        )
        for row in rows
        if row.element in nodes
    ]


def needing(session: Session, actor: Actor, now: datetime) -> list[Needing]:
    """Open calls with an incident, of the dossiers this person may settle; oldest first."""
    if not (actor.leads or actor.has(Role.SYSTEM_ADMIN)):
        return []
    query = _named().where(connector_call.c.status.in_(OPEN), _INCIDENT).order_by(connector_call.c.id).limit(MOST)
    found = []
    for row in session.execute(query):
        whole = session.execute(select(dossier).where(dossier.c.id == row.dossier_id)).one()
        if policy.may(actor, Act.SETTLE_INCIDENT, facts.of_dossier(session, whole, now)):
            found.append(_needing(row, whole))
    return found


def _named(*more: Any) -> Any:
    joined = connector_call.outerjoin(partner, partner.c.code == connector_call.c.partner)
    return select(connector_call, partner.c.name.label("partner_name"), *more).select_from(joined)


def _called(definition: Definition, row: Row[Any], may: bool) -> Called:
    node = definition.nodes.get(row.element)
    is_open = row.status in OPEN
    return Called(
        id=row.id,
        dossier_id=row.dossier_id,
        element=row.element,
        name=labels.node_name(definition, node) if node else Text(row.name, row.name),
        partner=row.partner_name or row.partner,
        opened_at=row.opened_at,
        deadline_at=row.deadline_at,
        open=is_open,
        received=row.status == ACCEPTED,
        receipt=row.receipt,
        needs_person=is_open and bool(row.stopped),
        may_enter=is_open and may,
        entered_by=row.entered_by,
        settlement=_SETTLEMENT.get(row.debt or "") if row.entered_by else None,
        leg=row.agency is not None,
    )


def _needing(row: Row[Any], whole: Row[Any]) -> Needing:
    return Needing(
        row.id,
        row.dossier_id,
        whole.code,
        whole.applicant_name,
        row.name,
        row.partner_name or row.partner,
        row.opened_at,
    )
