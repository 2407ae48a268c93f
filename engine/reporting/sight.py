"""Which dossiers a reader's figures may count: exactly those the policy would show one by one."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, bindparam, not_, or_, select, true
from sqlalchemy.orm import Session

from engine.dossiers.models import dossier, wait, work_item
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.organisation.tree import Tree


def visible(tree: Tree, reader: Actor) -> ColumnElement[bool]:
    """The condition on dossiers. Raises ``Refused`` for whoever may see no report at all.

    A unit is involved when it received, resolves, ever worked, or (a partner) was ever asked.
    """
    units = _units(reader)
    return true() if units is None else or_(_own(units), _touched(tree, units))


def visible_open(session: Session, tree: Tree, reader: Actor) -> ColumnElement[bool]:
    """The same condition for dossiers still open, asked once and quick to ask again.

    Who ever worked on a dossier is no column of it. Those the reader's units worked on and do not own are few; they are
    looked up here and named one by one, so that each figure of a page walks an index.
    """
    units = _units(reader)
    if units is None:
        return true()
    others = select(dossier.c.id).where(dossier.c.ended_at.is_(None), not_(_own(units)), _touched(tree, units))
    named = list(session.execute(others).scalars())
    return or_(_own(units), dossier.c.id.in_(_written_out(named))) if named else _own(units)


def _written_out(ids: list[int]) -> ColumnElement[int]:
    """Numbers of any count as part of the statement: both databases bound how many parameters one may have."""
    return bindparam("seen", ids, dossier.c.id.type, unique=True, expanding=True, literal_execute=True)


def _units(reader: Actor) -> Collection[int] | None:
    policy.require(reader, Act.SEE_REPORTS)
    return policy.visible_units(reader)


def _own(units: Collection[int]) -> ColumnElement[bool]:
    return or_(dossier.c.receiving_unit_id.in_(units), dossier.c.resolving_unit_id.in_(units))


def _touched(tree: Tree, units: Collection[int]) -> ColumnElement[bool]:
    worked = select(work_item.c.id).where(work_item.c.dossier_id == dossier.c.id, work_item.c.unit_id.in_(units))
    partners = [unit for unit in tree if unit.id in units and unit.level == "partner"]
    if not partners:
        return worked.correlate(dossier).exists()
    names = {name for unit in partners for name in (unit.kind, unit.code)}
    asked = select(wait.c.id).where(wait.c.dossier_id == dossier.c.id, wait.c.partner.in_(names))
    return or_(worked.correlate(dossier).exists(), asked.correlate(dossier).exists())
