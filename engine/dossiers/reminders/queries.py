"""Reading reminders: a person's list of what is still open, how many are unread, whom a mail is due."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.orm import Session

from engine.dossiers.models import OPEN, dossier, work_item
from engine.dossiers.reminders.models import reminder
from engine.organisation.models import person
from engine.platform.prepared import Prepared

_MINE = (
    select(reminder.c.id)
    .join(work_item, work_item.c.id == reminder.c.work_item_id)
    .where(reminder.c.person_id == bindparam("person"), reminder.c.read_at.is_(None), work_item.c.status == OPEN)
    .limit(bindparam("most"))
)
_UNREAD = Prepared(select(func.count().label("number")).select_from(_MINE.subquery()))


def of_person(session: Session, person_id: int, limit: int = 100) -> list[Row[Any]]:
    """The reminders of steps that are still open, unread ones first, newest first."""
    query = _open().where(reminder.c.person_id == person_id)
    return list(session.execute(query.order_by(reminder.c.read_at.is_not(None), reminder.c.id.desc()).limit(limit)))


def unread(session: Session, person_id: int, most: int = 1000) -> int:
    """How many reminders of open steps a person has not read, counted no further than ``most``."""
    count: int = _UNREAD.first(session, {"person": person_id, "most": most})[0]
    return count


def to_mail(session: Session, person_id: int) -> list[Row[Any]]:
    """The reminders of open steps a person has neither read nor been mailed."""
    query = _open().where(
        reminder.c.person_id == person_id, reminder.c.read_at.is_(None), reminder.c.mailed_at.is_(None)
    )
    return list(session.execute(query.order_by(reminder.c.due_at, reminder.c.id)))


def to_be_mailed(session: Session) -> list[tuple[int, int]]:
    """``(person, a unit whose work it is)`` of everybody with an address and something not read and not mailed."""
    query = (
        select(reminder.c.person_id, func.min(work_item.c.unit_id))
        .join(work_item, work_item.c.id == reminder.c.work_item_id)
        .join(person, person.c.id == reminder.c.person_id)
        .where(
            work_item.c.status == OPEN,
            reminder.c.read_at.is_(None),
            reminder.c.mailed_at.is_(None),
            person.c.email.is_not(None),
            person.c.email != "",
        )
        .group_by(reminder.c.person_id)
        .order_by(reminder.c.person_id)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def address(session: Session, person_id: int) -> tuple[str, str] | None:
    """A person's name and address, or None without one."""
    row = session.execute(select(person.c.full_name, person.c.email).where(person.c.id == person_id)).first()
    return (row.full_name, row.email) if row and row.email else None


def _open() -> Select[Any]:
    columns = (work_item.c.title, work_item.c.unit_name, work_item.c.step_no, work_item.c.due_at.label("due_now"))
    return (
        select(reminder, *columns, dossier.c.code, dossier.c.reference, dossier.c.procedure_name)
        .join(work_item, work_item.c.id == reminder.c.work_item_id)
        .join(dossier, dossier.c.id == reminder.c.dossier_id)
        .where(work_item.c.status == OPEN)
    )
