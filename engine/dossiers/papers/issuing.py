"""Issuing the papers an act produces, in the act's own transaction: declared by outcomes and steps, or by stopping."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.documents.printing import roles
from engine.documents.printing.models import VOID, issued_paper
from engine.documents.printing.roles import ROLES, Role
from engine.dossiers import rules
from engine.dossiers.author import MACHINE, Author
from engine.dossiers.dossier import Dossier
from engine.dossiers.models import dossier as table
from engine.dossiers.papers import control_slip, letters, numbering, receipt, slips
from engine.dossiers.papers.gathering import Gatherer, Occasion
from engine.spiff.result import CANCELLED, StepResult

GATHERERS: MappingProxyType[str, Gatherer] = MappingProxyType(
    {
        roles.RECEIPT.code: receipt.fields,
        roles.SUPPLEMENT.code: slips.supplement,
        roles.REFUSAL.code: slips.refusal,
        roles.APOLOGY.code: letters.apology,
        roles.STOP.code: letters.stop_notice,
        roles.CONTROL.code: control_slip.fields,
    }
)
"""What each paper of a dossier says; the register is of a unit, not of a dossier."""
ONCE = frozenset({roles.RECEIPT.code, roles.CONTROL.code})
STOPPING = frozenset({"withdrawn", "auto_closed"})


def issue_produced(
    session: Session, dossier: Dossier, act: str, reason: str, result: StepResult, author: Author, now: datetime
) -> None:
    """Issue whatever this act produces; most acts produce nothing and cost nothing here."""
    wanted = list(dict.fromkeys(produced(dossier, act, result)))
    if not wanted:
        return
    row = session.execute(select(table).where(table.c.id == dossier.id)).one()
    occasion = Occasion(session, row, dossier.version, author, now, reason)
    for role in wanted:
        if role.code not in ONCE or not _has(session, dossier.id, role.code):
            issue(occasion, role)


def produced(dossier: Dossier, act: str, result: StepResult) -> Iterator[Role]:
    """The roles named by the outcomes of the steps just finished, by those steps, or by a stop."""
    nodes = dossier.version.definition.nodes
    for closed in result.closed:
        step = nodes[closed.element].step
        if step is None or closed.outcome == CANCELLED:
            continue
        outcome = rules.outcome_of(nodes[closed.element], closed.outcome)
        accepted = dossier.row.accepted_at is not None
        named = (outcome.produces if outcome else None, *(step.produces if accepted else ()))
        yield from (ROLES[code] for code in named if code and code in GATHERERS)
    if act in STOPPING:
        yield roles.STOP


def issue(occasion: Occasion, role: Role) -> int:
    """Issue one paper under the next number of its register; returns its row. An apology waits for its signature."""
    return numbering.put(
        occasion.session,
        role,
        issuing_units(occasion, role),
        GATHERERS[role.code](occasion),
        occasion.author,
        occasion.now,
        dossier_id=occasion.row.id,
        draft=role is roles.APOLOGY,
        trial=occasion.row.space != "real",
    )


def issuing_units(occasion: Occasion, role: Role) -> tuple[int, ...]:
    """Whose register numbers the paper, then whose templates may serve: the unit and all above it."""
    first = occasion.row.resolving_unit_id if role is roles.APOLOGY else occasion.desk.id
    return tuple(unit.id for unit in occasion.tree.up(first)) or (first,)


def _has(session: Session, dossier_id: int, role: str) -> bool:
    query = select(issued_paper.c.id).where(
        issued_paper.c.dossier_id == dossier_id, issued_paper.c.role == role, issued_paper.c.status != VOID
    )
    return session.execute(query.limit(1)).first() is not None


def of_dossier(session: Session, dossier_id: int) -> list[Row[Any]]:
    """Every paper of a dossier, oldest first, voided ones among them."""
    query = select(issued_paper).where(issued_paper.c.dossier_id == dossier_id)
    return list(session.execute(query.order_by(issued_paper.c.id)))


def receipt_of(session: Session, dossier: Dossier, now: datetime) -> Row[Any]:
    """The receipt of an accepted dossier; one accepted before papers had numbers gets its own now."""
    found = [row for row in of_dossier(session, dossier.id) if row.role == roles.RECEIPT.code and row.status != VOID]
    if found:
        return found[-1]
    made = issue(Occasion(session, dossier.row, dossier.version, MACHINE, now), roles.RECEIPT)
    return session.execute(select(issued_paper).where(issued_paper.c.id == made)).one()
