"""Which dossiers a reader's figures may count: exactly those the policy would show one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Select,
    bindparam,
    literal_column,
    or_,
    select,
    true,
    union,
)
from sqlalchemy.orm import Session

from engine.dossiers.models import dossier, dossier_unit, wait
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.organisation.tree import Tree

NAMED = 10_000
"""Up to so many dossiers are named one by one; of more, a database had better be asked in one go."""

_ANY: ColumnClause[int] = literal_column("1")


def visible(tree: Tree, reader: Actor) -> ColumnElement[bool]:
    """The condition on dossiers. Raises ``Refused`` for whoever may see no report at all.

    A unit is involved when it received, resolves, ever worked, or (a partner) was ever asked.
    """
    units = _units(reader)
    if units is None:
        return true()
    involved = select(_ANY).where(dossier_unit.c.dossier_id == dossier.c.id, dossier_unit.c.unit_id.in_(units))
    # limited: PostgreSQL then looks at each dossier, and does not first collect all the units ever had to do with
    is_theirs = involved.correlate(dossier).limit(1).scalar_subquery().is_not(None)
    return or_(is_theirs, *(dossier.c.id.in_(asked) for asked in _asked(tree, units)))


def visible_open(session: Session, tree: Tree, reader: Actor) -> ColumnElement[bool]:
    """The same condition for dossiers still open, quick to ask again and again.

    The open dossiers of the reader's units stand next to each other in an index. They are looked up here once and then
    named, so that each figure of a page reads these and no others.
    """
    units = _units(reader)
    if units is None:
        return true()
    theirs = select(dossier_unit.c.dossier_id).where(
        dossier_unit.c.unit_id.in_(units), dossier_unit.c.ended_at.is_(None)
    )
    found = union(theirs, *_asked(tree, units))
    ids = list(session.execute(found.limit(NAMED + 1)).scalars())
    return dossier.c.id.in_(_written_out(ids) if len(ids) <= NAMED else found)


def _asked(tree: Tree, units: Collection[int]) -> Iterator[Select[Any]]:
    """Dossiers that ever waited for the partners among these units."""
    partners = [unit for unit in tree if unit.id in units and unit.level == "partner"]
    if partners:
        names = {name for unit in partners for name in (unit.kind, unit.code)}
        yield select(wait.c.dossier_id).where(wait.c.partner.in_(names))


def _written_out(ids: list[int]) -> ColumnElement[int]:
    """Numbers of any count as part of the statement: both databases bound how many parameters one may have."""
    return bindparam("seen", ids, dossier.c.id.type, unique=True, expanding=True, literal_execute=True)


def _units(reader: Actor) -> Collection[int] | None:
    policy.require(reader, Act.SEE_REPORTS)
    return policy.visible_units(reader)
