"""Which dossiers a reader's figures may count: exactly those the policy would show one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Select,
    and_,
    bindparam,
    literal_column,
    not_,
    or_,
    select,
    true,
    union,
)
from sqlalchemy.orm import Session

from engine.dossiers.models import dossier, wait, work_item
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.organisation.tree import Tree

YOUNG = timedelta(days=30)
_ANY: ColumnClause[int] = literal_column("1")


def visible(tree: Tree, reader: Actor) -> ColumnElement[bool]:
    """The condition on dossiers. Raises ``Refused`` for whoever may see no report at all.

    A unit is involved when it received, resolves, ever worked, or (a partner) was ever asked.
    """
    units = _units(reader)
    if units is None:
        return true()
    worked = select(_ANY).where(work_item.c.dossier_id == dossier.c.id, work_item.c.unit_id.in_(units))
    # limited: PostgreSQL then looks at each dossier, and does not first collect all work the units ever had
    had_work = worked.correlate(dossier).limit(1).scalar_subquery().is_not(None)
    return or_(_own(units), had_work, *(dossier.c.id.in_(asked) for asked in _asked(tree, units)))


def visible_open(session: Session, tree: Tree, reader: Actor, now: datetime) -> ColumnElement[bool]:
    """The same condition for dossiers still open, quick to ask again and again.

    Who ever worked on a dossier is no column of it. Those the reader's units worked on and do not own are looked up
    here once and then named one by one, so that each figure of a page walks an index.
    """
    units = _units(reader)
    if units is None:
        return true()
    named = list(session.execute(union(*_others(tree, units, now - YOUNG))).scalars())
    return or_(_own(units), dossier.c.id.in_(_written_out(named))) if named else _own(units)


def _others(tree: Tree, units: Collection[int], young: datetime) -> Iterator[Select[Any]]:
    """Others' open dossiers that are these units' business: of a young one all work is young too, old ones are few."""
    foreign = and_(dossier.c.ended_at.is_(None), not_(_own(units)))
    mine = work_item.c.unit_id.in_(units)
    lately = select(work_item.c.dossier_id).where(mine, work_item.c.opened_at >= young)
    yield select(dossier.c.id).where(dossier.c.id.in_(lately), foreign)
    worked = select(_ANY).where(work_item.c.dossier_id == dossier.c.id, mine).correlate(dossier).exists()
    # said the other way round: SQLite would else walk all that was ever submitted before, and not what is open
    old = not_(dossier.c.submitted_at.bool_op(">=")(young))
    yield select(dossier.c.id).where(old, foreign, worked)
    for asked in _asked(tree, units):
        yield select(dossier.c.id).where(dossier.c.id.in_(asked), foreign)


def _asked(tree: Tree, units: Collection[int]) -> Iterator[Select[Any]]:
    """Dossiers that ever waited for the partners among these units."""
    partners = [unit for unit in tree if unit.id in units and unit.level == "partner"]
    if partners:
        names = {name for unit in partners for name in (unit.kind, unit.code)}
        yield select(wait.c.dossier_id).where(wait.c.partner.in_(names))


def _own(units: Collection[int]) -> ColumnElement[bool]:
    elsewhere = dossier.c.resolving_unit_id != dossier.c.receiving_unit_id
    return or_(dossier.c.receiving_unit_id.in_(units), and_(dossier.c.resolving_unit_id.in_(units), elsewhere))


def _written_out(ids: list[int]) -> ColumnElement[int]:
    """Numbers of any count as part of the statement: both databases bound how many parameters one may have."""
    return bindparam("seen", ids, dossier.c.id.type, unique=True, expanding=True, literal_execute=True)


def _units(reader: Actor) -> Collection[int] | None:
    policy.require(reader, Act.SEE_REPORTS)
    return policy.visible_units(reader)
