"""Reading who holds what: a person's posts on a day, own and delegated, and the units under their lead."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, Date, Table, bindparam, null, or_, select, union_all
from sqlalchemy.orm import Session

from engine.organisation.actors import Holding
from engine.organisation.models import assignment, delegation, person
from engine.organisation.tree import Tree
from engine.platform.prepared import Prepared
from engine.platform.types import BigId


def valid_on(table: Table, day: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Return the condition that a dated row counts on ``day``."""
    return (table.c.valid_from <= day) & ((table.c.valid_to.is_(None)) | (table.c.valid_to > day))


_PERSON = bindparam("person", type_=BigId)
_DAY: ColumnElement[date] = bindparam("day", type_=Date)
_HELD = Prepared(
    union_all(
        select(
            assignment.c.id,
            assignment.c.unit_id,
            assignment.c.post,
            null().label("on_behalf_of"),
            null().label("on_behalf_name"),
        ).where(assignment.c.person_id == _PERSON, valid_on(assignment, _DAY)),
        select(
            assignment.c.id,
            assignment.c.unit_id,
            assignment.c.post,
            person.c.id.label("on_behalf_of"),
            person.c.full_name.label("on_behalf_name"),
        )
        .join(
            delegation,
            (delegation.c.from_person_id == assignment.c.person_id)
            & or_(delegation.c.unit_id.is_(None), delegation.c.unit_id == assignment.c.unit_id)
            & or_(delegation.c.post.is_(None), delegation.c.post == assignment.c.post),
        )
        .join(person, person.c.id == assignment.c.person_id)
        .where(delegation.c.to_person_id == _PERSON, valid_on(delegation, _DAY), valid_on(assignment, _DAY)),
    )
)


def holdings_on(session: Session, person_id: int, tree: Tree, day: date) -> tuple[Holding, ...]:
    """Return the posts the person holds that day, then those delegated to them; units that are gone do not count."""
    rows = sorted(
        _HELD.all(session, {"person": person_id, "day": day}),
        key=lambda row: (row.on_behalf_of is not None, row.id),
    )
    found = [
        Holding(unit.id, unit.kind, unit.name, row.post, row.on_behalf_of, row.on_behalf_name)
        for row in rows
        if (unit := tree.get(row.unit_id)) is not None
    ]
    return tuple(dict.fromkeys(found))


def units_led(holdings: Iterable[Holding], tree: Tree) -> frozenset[int]:
    """Return every unit below a post of leadership, without entering other authorities."""
    return frozenset(unit.id for h in holdings if h.leads for unit in tree.belonging(h.unit_id))


def holders(session: Session, unit_id: int, posts: Iterable[str], day: date) -> list[tuple[int, str]]:
    """Return ``(person id, full name)`` of who holds one of the posts at the unit that day, in name order."""
    rows = session.execute(
        select(person.c.id, person.c.full_name, person.c.sort)
        .join(assignment, assignment.c.person_id == person.c.id)
        .where(assignment.c.unit_id == unit_id, assignment.c.post.in_([*posts]), valid_on(assignment, day))
        .distinct()
        .order_by(person.c.sort, person.c.id)
    )
    return [(row.id, row.full_name) for row in rows]


def standing_in(session: Session, persons: Iterable[int], unit_id: int, posts: Iterable[str], day: date) -> list[int]:
    """Return who stands in that day for any of these persons in one of these posts at the unit."""
    here = or_(delegation.c.unit_id.is_(None), delegation.c.unit_id == unit_id)
    post = or_(delegation.c.post.is_(None), delegation.c.post.in_([*posts]))
    query = select(delegation.c.to_person_id).where(
        delegation.c.from_person_id.in_([*persons]), here, post, valid_on(delegation, day)
    )
    return sorted(set(session.execute(query).scalars()))
