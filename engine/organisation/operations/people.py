"""People, the posts they hold between two days, and who acts for whom."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row, Table, select
from sqlalchemy.orm import Session

from engine.organisation import posts
from engine.organisation.models import assignment, delegation, person
from engine.organisation.operations.acting import By
from engine.organisation.operations.dates import in_order
from engine.organisation.units import unit_on
from engine.platform.errors import Conflict, Invalid, Missing
from engine.platform.search import name_sort_key, normal, search_key
from engine.platform.time import local_day
from engine.text import Text


def add_person(session: Session, by: By, full_name: str, *, email: str | None = None, phone: str | None = None) -> int:
    """Add a person and return the id."""
    by.require_administrator()
    name = normal(full_name)
    if not name:
        raise Invalid(Text("Cần nhập họ và tên.", "A full name is needed."), None, "full_name")
    person_id: int = session.execute(
        person.insert()
        .values(
            full_name=name,
            search=search_key(name),
            sort=name_sort_key(name),
            email=email,
            phone=phone,
            created_at=by.at,
        )
        .returning(person.c.id)
    ).scalar_one()
    by.record(session, "person", person_id, "person_added")
    return person_id


def assign(
    session: Session,
    by: By,
    person_id: int,
    unit_id: int,
    post: str,
    valid_from: date,
    valid_to: date | None = None,
    decision: str | None = None,
) -> int:
    """Give a person a post at a unit from a day on and return the assignment's id; the unit must have such a post."""
    by.require_administrator()
    in_order(valid_from, valid_to)
    _lock_person(session, person_id)
    unit = unit_on(session, unit_id, valid_from)
    known = posts.all_posts(session).get(post)
    if known is None or unit.kind not in known.kinds:
        raise Invalid(
            Text(f"{unit.name} không có chức danh “{post}”.", f"{unit.name} has no post “{post}”."),
            Text("Chọn một chức danh của loại đơn vị này.", "Choose a post of this kind of unit."),
            "post",
        )
    row = {"person_id": person_id, "unit_id": unit_id, "post": post, "valid_from": valid_from, "valid_to": valid_to}
    assignment_id: int = session.execute(
        assignment.insert().values(row | {"decision": decision}).returning(assignment.c.id)
    ).scalar_one()
    by.record(session, "person", person_id, "assigned", **row, decision=decision)
    return assignment_id


def end_assignment(session: Session, by: By, assignment_id: int, valid_to: date) -> None:
    """End an assignment; ``valid_to`` is the first day it no longer counts."""
    by.require_administrator()
    row = _dated(session, assignment, assignment_id)
    in_order(row.valid_from, valid_to)
    _lock_person(session, row.person_id)
    session.execute(assignment.update().where(assignment.c.id == assignment_id).values(valid_to=valid_to))
    by.record(
        session, "person", row.person_id, "assignment_ended", unit_id=row.unit_id, post=row.post, valid_to=valid_to
    )


def delegate(
    session: Session,
    by: By,
    from_person_id: int,
    to_person_id: int,
    valid_from: date,
    valid_to: date,
    reason: str,
    *,
    unit_id: int | None = None,
    post: str | None = None,
) -> int:
    """Let one person act for another between two days; one may delegate one's own posts, an administrator anybody's."""
    if by.actor is None or by.actor.person_id != from_person_id:
        by.require_administrator()
    in_order(valid_from, valid_to)
    if from_person_id == to_person_id:
        raise Invalid(
            Text("Không thể ủy quyền cho chính mình.", "Nobody can delegate to themselves."), None, "to_person_id"
        )
    if not reason.strip():
        raise Invalid(Text("Cần ghi lý do ủy quyền.", "A reason is needed."), None, "reason")
    _lock_person(session, from_person_id)
    _lock_person(session, to_person_id)
    row = {
        "from_person_id": from_person_id,
        "to_person_id": to_person_id,
        "unit_id": unit_id,
        "post": post,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "reason": normal(reason),
    }
    delegation_id: int = session.execute(delegation.insert().values(row).returning(delegation.c.id)).scalar_one()
    by.record(session, "person", from_person_id, "delegated", **row)
    return delegation_id


def end_delegation(session: Session, by: By, delegation_id: int) -> None:
    """Take a delegation back today: from now on it no longer counts."""
    row = _dated(session, delegation, delegation_id)
    if by.actor is None or by.actor.person_id != row.from_person_id:
        by.require_administrator()
    today = local_day(by.at)
    if row.valid_to <= today:
        raise Conflict(Text("Ủy quyền này đã kết thúc.", "This delegation is over already."))
    _lock_person(session, row.from_person_id)
    session.execute(delegation.update().where(delegation.c.id == delegation_id).values(valid_to=today))
    by.record(session, "person", row.from_person_id, "delegation_ended", to_person_id=row.to_person_id, valid_to=today)


def _lock_person(session: Session, person_id: int) -> None:
    """Serialise what is written about one person (and so the person's audit chain)."""
    if session.execute(select(person.c.id).where(person.c.id == person_id).with_for_update()).first() is None:
        raise Missing(Text("Không có người này.", "There is no such person."))


def _dated(session: Session, table: Table, row_id: int) -> Row[Any]:
    row: Row[Any] | None = session.execute(select(table).where(table.c.id == row_id)).first()
    if row is None:
        raise Missing(Text("Không có mục này.", "There is no such entry."))
    return row
