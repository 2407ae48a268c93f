"""Which dossiers a reader's figures may count: exactly those the policy would show one by one."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Select,
    func,
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
from engine.organisation.tree import Tree, UnitOnDay

Open = Callable[[ColumnElement[int]], ColumnElement[bool]]
"""Makes the condition that a column names a dossier the reader may see, of dossiers still open."""

NAMED = 10_000
"""Up to so many dossiers SQLite is told by number; of more, it had better look each time."""

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


def visible_open(session: Session, tree: Tree, reader: Actor) -> Open:
    """The same for dossiers still open, quick to ask again and again, of any column that numbers a dossier.

    The open dossiers of the reader's units stand next to each other in an index. SQLite is told their numbers, looked
    up once. PostgreSQL compares that index with the one of open dossiers or of open work: it reads no rows.
    """
    units = _units(reader)
    if units is None:
        return lambda _: true()
    theirs = select(dossier_unit.c.dossier_id).where(
        dossier_unit.c.unit_id.in_(units), dossier_unit.c.ended_at.is_(None)
    )
    found = union(theirs, *_asked(tree, units)) if _partners(tree, units) else theirs
    if session.get_bind().dialect.name != "sqlite":
        return lambda number: (number + 0).in_(found)  # as a sum, so that rows are not fetched one by one by number
    ids = sorted(set(session.execute(found.limit(NAMED + 1)).scalars()))
    return partial(_one_of, ids) if len(ids) <= NAMED else lambda number: number.in_(found)


def _asked(tree: Tree, units: Collection[int]) -> Iterator[Select[Any]]:
    """Dossiers that ever waited for the partners among these units."""
    partners = _partners(tree, units)
    if partners:
        names = {name for unit in partners for name in (unit.kind, unit.code)}
        yield select(wait.c.dossier_id).where(wait.c.partner.in_(names))


def _partners(tree: Tree, units: Collection[int]) -> list[UnitOnDay]:
    return [unit for unit in tree if unit.id in units and unit.level == "partner"]


def _one_of(ids: list[int], number: ColumnElement[int]) -> ColumnElement[bool]:
    """One of these numbers, which are one value of the statement, however many."""
    return number.in_(select(func.json_each(json.dumps(ids)).table_valued("value").c.value))


def _units(reader: Actor) -> Collection[int] | None:
    policy.require(reader, Act.SEE_REPORTS)
    return policy.visible_units(reader)
