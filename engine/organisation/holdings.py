"""Reading who holds what: a person's posts on a day, own and delegated, and the units under their lead."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.orm import Session

from engine.organisation.actors import Holding
from engine.organisation.models import assignment, delegation, person
from engine.organisation.tree import Tree


def holdings_on(session: Session, person_id: int, tree: Tree, day: date) -> tuple[Holding, ...]:
    """Return the posts the person holds that day, then those delegated to them; units that are gone do not count."""
    own = _assigned(session, [person_id], day)
    found = [_holding(tree, row.unit_id, row.post) for row in own]
    delegations = session.execute(
        select(delegation).where(
            delegation.c.to_person_id == person_id, delegation.c.valid_from <= day, delegation.c.valid_to > day
        )
    ).all()
    if delegations:
        theirs = _assigned(session, {row.from_person_id for row in delegations}, day)
        for row in delegations:
            found += [
                _holding(tree, held.unit_id, held.post, held.person_id, held.full_name)
                for held in theirs
                if held.person_id == row.from_person_id
                and row.unit_id in (None, held.unit_id)
                and row.post in (None, held.post)
            ]
    return tuple(dict.fromkeys(holding for holding in found if holding is not None))


def units_led(holdings: Iterable[Holding], tree: Tree) -> frozenset[int]:
    """Return every unit below a post of leadership, without entering other authorities."""
    return frozenset(unit.id for h in holdings if h.leads for unit in tree.belonging(h.unit_id))


def holders(session: Session, unit_id: int, posts: Iterable[str], day: date) -> list[tuple[int, str]]:
    """Return ``(person id, full name)`` of who holds one of the posts at the unit that day, in name order."""
    rows = session.execute(
        select(person.c.id, person.c.full_name)
        .join(assignment, assignment.c.person_id == person.c.id)
        .where(assignment.c.unit_id == unit_id, assignment.c.post.in_([*posts]), valid_on(assignment, day))
        .distinct()
        .add_columns(person.c.sort)
        .order_by(person.c.sort, person.c.id)
    )
    return [(row.id, row.full_name) for row in rows]


def valid_on(table: Table, day: date) -> ColumnElement[bool]:
    """Return the condition that a dated row counts on ``day``."""
    return (table.c.valid_from <= day) & ((table.c.valid_to.is_(None)) | (table.c.valid_to > day))


def _assigned(session: Session, people: Iterable[int], day: date) -> list[Any]:
    return list(
        session.execute(
            select(assignment.c.person_id, assignment.c.unit_id, assignment.c.post, person.c.full_name)
            .join(person, person.c.id == assignment.c.person_id)
            .where(assignment.c.person_id.in_([*people]), valid_on(assignment, day))
            .order_by(assignment.c.id)
        )
    )


def _holding(
    tree: Tree, unit_id: int, post: str, on_behalf_of: int | None = None, on_behalf_name: str | None = None
) -> Holding | None:
    unit = tree.get(unit_id)
    if unit is None:
        return None
    return Holding(unit.id, unit.kind, unit.name, post, on_behalf_of, on_behalf_name)
