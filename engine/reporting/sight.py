"""Which dossiers a reader's figures may count: exactly those the policy would show one by one."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnClause,
    ColumnElement,
    Select,
    any_,
    cast,
    func,
    literal,
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

Open = Callable[[ColumnElement[int]], ColumnElement[bool]]
"""Makes the condition that a column names a dossier the reader may see, of dossiers still open."""

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


def visible_open(session: Session, tree: Tree, reader: Actor) -> Open:
    """The same for dossiers still open, quick to ask again and again, of any column that numbers a dossier.

    The open dossiers of the reader's units stand next to each other in an index. They are looked up here once and then
    named, so that each figure of a page reads these and no others.
    """
    units = _units(reader)
    if units is None:
        return lambda _: true()
    theirs = select(dossier_unit.c.dossier_id).where(
        dossier_unit.c.unit_id.in_(units), dossier_unit.c.ended_at.is_(None)
    )
    found = union(theirs, *_asked(tree, units))
    ids = list(session.execute(found.limit(NAMED + 1)).scalars())
    if len(ids) > NAMED:
        return lambda number: number.in_(found)
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    return partial(_among_few_sqlite if on_sqlite else _among_few, ids)


def _asked(tree: Tree, units: Collection[int]) -> Iterator[Select[Any]]:
    """Dossiers that ever waited for the partners among these units."""
    partners = [unit for unit in tree if unit.id in units and unit.level == "partner"]
    if partners:
        names = {name for unit in partners for name in (unit.kind, unit.code)}
        yield select(wait.c.dossier_id).where(wait.c.partner.in_(names))


def _among_few(ids: list[int], number: ColumnElement[int]) -> ColumnElement[bool]:
    """One of these numbers: one value of the statement, however many, as text, which no driver need convert."""
    return number == any_(cast(literal(f"{{{','.join(map(str, ids))}}}"), ARRAY(BigInteger)))


def _among_few_sqlite(ids: list[int], number: ColumnElement[int]) -> ColumnElement[bool]:
    return number.in_(select(func.json_each(json.dumps(ids)).table_valued("value").c.value))


def _units(reader: Actor) -> Collection[int] | None:
    policy.require(reader, Act.SEE_REPORTS)
    return policy.visible_units(reader)
