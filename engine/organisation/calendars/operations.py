"""Drafting a change of calendars, dropping it, and writing it; moving the due dates is for whoever has dossiers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row, Table, select
from sqlalchemy.orm import Session

from engine.organisation import units
from engine.organisation.calendars import changes, queries
from engine.organisation.calendars.changes import Change
from engine.organisation.calendars.models import APPLYING, DISCARDED, DRAFT, calendar, calendar_change, holiday_year
from engine.organisation.models import unit_version
from engine.organisation.operations.acting import By
from engine.organisation.operations.units import UnitWords, change_unit
from engine.platform.errors import Conflict
from engine.platform.rows import insert_row
from engine.platform.time import local_day
from engine.platform.upsert import upsert
from engine.text import Text


def draft(session: Session, by: By, change: Change) -> int:
    """Keep a change to be previewed; raises ``Invalid`` for one that contradicts itself. Returns its number."""
    by.require_administrator()
    changes.checked(change, queries.book(session), local_day(by.at))
    return insert_row(
        session,
        calendar_change,
        kind=change.kind,
        subject=change.subject,
        payload=dict(change.payload),
        said=list(change.said),
        decision=change.decision or None,
        seen=queries.state(session),
        status=DRAFT,
        made_at=by.at,
        made_by=by.name,
    )


def discard(session: Session, by: By, change_id: int) -> None:
    """Drop a change that was not applied."""
    by.require_administrator()
    _drafted(session, change_id)
    session.execute(calendar_change.update().where(calendar_change.c.id == change_id).values(status=DISCARDED))


def write(session: Session, by: By, change_id: int) -> Change:
    """Write a drafted change; raises ``Conflict`` when calendars changed since it was drafted."""
    by.require_administrator()
    row = _drafted(session, change_id)
    if row.seen != queries.state(session):
        raise Conflict(
            Text(
                "Lịch đã được thay đổi sau khi lập bản xem trước này.",
                "Calendars have changed since this preview was made.",
            ),
            Text("Hãy bỏ bản này và lập lại thay đổi.", "Drop this one and make the change again."),
        )
    change = of_row(row)
    changes.checked(change, queries.book(session), local_day(by.at))
    if change.kind == "unit":
        _change_units(session, by, change)
    else:
        table, key = (calendar, "name") if change.kind == "calendar" else (holiday_year, "year")
        _store(session, by, table, key, change)
    applied = {"status": APPLYING, "applied_at": by.at, "applied_by": by.name}
    session.execute(calendar_change.update().where(calendar_change.c.id == change_id).values(**applied))
    units.units_changed(session)
    by.record(
        session, "calendar", change_id, "calendar_changed", kind=change.kind, of=change.subject, decision=row.decision
    )
    return change


def of_row(row: Row[Any]) -> Change:
    """A kept change as it was drafted."""
    return Change(row.kind, row.subject, row.payload, Text(*row.said), row.decision or "")


def _drafted(session: Session, change_id: int) -> Row[Any]:
    """The change, held together with every other draft, so that of two at once one sees what the other has done.

    It must not have been applied or dropped.
    """
    drafts = select(calendar_change.c.id).where(calendar_change.c.status == DRAFT).order_by(calendar_change.c.id)
    session.execute(drafts.with_for_update())
    row = queries.change(session, change_id)
    if row.status != DRAFT:
        raise Conflict(Text("Thay đổi này đã được áp dụng hoặc đã bỏ.", "This change was applied or dropped already."))
    return row


def _store(session: Session, by: By, table: Table, key: str, change: Change) -> None:
    value: str | int = change.subject if key == "name" else int(change.subject)
    row = {key: value, "document": dict(change.payload), "revision": 1, "changed_at": by.at, "changed_by": by.name}
    again: Mapping[str, Any] = {**row, "revision": table.c.revision + 1}
    upsert(session, table, row, key=(key,), change=again)


def _change_units(session: Session, by: By, change: Change) -> None:
    first, name = date.fromisoformat(change.payload["from"]), change.payload["calendar"]
    for unit_id in change.payload["units"]:
        row = session.execute(
            select(unit_version).where(unit_version.c.unit_id == unit_id).order_by(unit_version.c.valid_from.desc())
        ).first()
        if row is None or row.valid_to is not None:
            continue
        words = UnitWords(
            row.name, row.kind, row.parent_id, row.level, row.eid_code, row.area_code, name, row.address, row.phone
        )
        change_unit(session, by, unit_id, words, first, change.decision or None)
