"""The organisation of a day as a tree: every unit with its dates, and who holds which post since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.holdings import valid_on
from engine.organisation.models import account, assignment, person, unit_version
from engine.organisation.policy import Act
from engine.organisation.tree import Tree, UnitOnDay
from engine.organisation.units import tree_on


@dataclass(frozen=True)
class Office:
    """One unit with its dates, the posts held there that day, and the units below it."""

    unit: UnitOnDay
    dates: Row[Any]
    held: tuple[Row[Any], ...]
    below: tuple[Office, ...]

    @property
    def people(self) -> int:
        """How many posts are held here and below."""
        return len(self.held) + sum(one.people for one in self.below)


def on(session: Session, reader: Actor, day: date) -> tuple[Office, ...]:
    """The tree of ``day``: the provinces, and partners that stand beside them."""
    if not policy.may(reader, Act.READ_AUDIT):
        policy.require(reader, Act.ADMINISTER)
    tree = tree_on(session, day)
    dates = {row.unit_id: row for row in session.execute(select(unit_version).where(valid_on(unit_version, day)))}
    held: dict[int, list[Row[Any]]] = {}
    for row in session.execute(
        select(assignment, person.c.full_name, account.c.username, account.c.status)
        .join(person, person.c.id == assignment.c.person_id)
        .outerjoin(account, account.c.person_id == person.c.id)
        .where(valid_on(assignment, day))
        .order_by(assignment.c.unit_id, person.c.sort, assignment.c.id)
    ):
        held.setdefault(row.unit_id, []).append(row)
    tops = [unit for unit in tree if unit.parent_id is None or tree.get(unit.parent_id) is None]
    return tuple(_office(tree, top, dates, held, frozenset()) for top in tops)


def _office(
    tree: Tree, unit: UnitOnDay, dates: dict[int, Row[Any]], held: dict[int, list[Row[Any]]], above: frozenset[int]
) -> Office:
    """One unit and what is below; a circle in the data ends where it closes."""
    path = above | {unit.id}
    below = (child for child in tree.children(unit.id) if child.id not in path)
    return Office(
        unit=unit,
        dates=dates[unit.id],
        held=tuple(held.get(unit.id, ())),
        below=tuple(_office(tree, child, dates, held, path) for child in below),
    )
