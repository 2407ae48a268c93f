"""Fills an empty installation with the demo province, through the same operations an administrator uses."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from demo import province
from engine.organisation import operations
from engine.organisation.actors import Role
from engine.organisation.models import unit
from engine.organisation.operations.acting import By
from engine.platform.errors import Conflict
from engine.text import Text


def seed(session: Session, now: datetime) -> bool:
    """Create units, people and accounts; return False, changing nothing, when the province is there already."""
    units = province.units()
    if session.execute(select(unit.c.id).where(unit.c.code == units[0].code)).first():
        return False
    _refuse_somebody_elses(session)
    by = By(None, now)
    ids = _units(session, by, units)
    for person in province.people():
        _person(session, by, person, ids)
    return True


def _refuse_somebody_elses(session: Session) -> None:
    """Made-up people with a known password must not appear in an office's own installation."""
    if session.execute(select(unit.c.id).limit(1)).first():
        raise Conflict(
            Text(
                "Cơ sở dữ liệu này đã có đơn vị thật; bản trình diễn không ghi vào đây.",
                "This database already holds an office's own units; the demonstration does not write into it.",
            ),
            Text(
                "Chạy bản trình diễn với QUYTRINH_DATABASE_URL khác.",
                "Run the demonstration with another QUYTRINH_DATABASE_URL.",
            ),
        )


def _units(session: Session, by: By, units: tuple[province.DemoUnit, ...]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for one in units:
        words = operations.UnitWords(
            name=one.name,
            kind=one.kind,
            parent_id=ids[one.parent] if one.parent else None,
            level=one.level,
            eid_code=one.eid_code,
            area_code=one.area_code,
            calendar=one.calendar,
            address=one.address,
            phone=one.phone,
        )
        ids[one.code] = operations.create_unit(session, by, one.code, words, province.founded())
    return ids


def _person(session: Session, by: By, one: province.DemoPerson, units: dict[str, int]) -> None:
    person_id = operations.add_person(session, by, one.name)
    roles = [Role(role) for role in one.roles]
    operations.open_account(session, by, person_id, one.login, province.PASSWORD, roles)
    for unit_code, post in one.posts:
        operations.assign(session, by, person_id, units[unit_code], post, province.founded())
