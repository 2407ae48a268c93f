"""Everybody with an account, arranged by unit: for the demonstration's switch and for lists of the administration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.organisation.accounts import ACTIVE
from engine.organisation.holdings import valid_on
from engine.organisation.models import account, assignment, person
from engine.organisation.tree import Tree, UnitOnDay
from engine.organisation.units import tree_on
from engine.platform.time import local_day


@dataclass(frozen=True)
class AccountHolder:
    """A person with an account and one post held today."""

    username: str
    name: str
    post: str


@dataclass(frozen=True)
class UnitPeople:
    """A unit, with its authority's name when that is another, and who works there."""

    unit: str
    people: tuple[AccountHolder, ...]


def by_unit(session: Session, now: datetime) -> list[UnitPeople]:
    """Return all active accounts whose people hold a post today, by unit, authorities before their parts."""
    day = local_day(now)
    tree = tree_on(session, day)
    found: dict[int, list[AccountHolder]] = {}
    rows = session.execute(
        select(account.c.username, person.c.full_name, assignment.c.unit_id, assignment.c.post)
        .join(person, person.c.id == account.c.person_id)
        .join(assignment, assignment.c.person_id == person.c.id)
        .where(account.c.status == ACTIVE, valid_on(assignment, day))
        .order_by(assignment.c.id)
    )
    for row in rows:
        found.setdefault(row.unit_id, []).append(AccountHolder(row.username, row.full_name, row.post))
    return [UnitPeople(_name(tree, unit), tuple(found[unit.id])) for unit in _in_order(tree) if unit.id in found]


def _in_order(tree: Tree) -> list[UnitOnDay]:
    def below(unit: UnitOnDay) -> list[UnitOnDay]:
        return [unit, *(deeper for child in tree.children(unit.id) for deeper in below(child))]

    tops = [unit for unit in tree if unit.parent_id is None or tree.get(unit.parent_id) is None]
    return [unit for top in tops for unit in below(top)]


def _name(tree: Tree, unit: UnitOnDay) -> str:
    authority = tree.authority_of(unit.id)
    if authority is None or authority.id == unit.id or authority.name in unit.name:
        return unit.name
    return f"{unit.name} – {authority.name}"
