"""Keeping what a comparison found: one row per day, one per difference; what agrees later is settled by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.connectors.books.comparing import Difference
from engine.connectors.books.models import AGREES, AWAY, DIFFERS, partner_day, partner_difference
from engine.organisation.operations.acting import By
from engine.platform.errors import Conflict, Invalid, Missing
from engine.platform.rows import rows_changed
from engine.platform.upsert import upsert
from engine.text import Text

_LONGEST = 500
_AGREES_NOW = "Đã khớp khi so lại / agrees when compared again"


def keep(
    session: Session, partner: str, day: date, differences: Iterable[Difference], ours: int, theirs: int, now: datetime
) -> int:
    """Write down how a day compared; returns how many differences are open."""
    found = list(differences)
    day_id = _day(session, partner, day, now, status=DIFFERS if found else AGREES, ours=ours, theirs=theirs, said=None)
    known = {_place(row): row for row in session.execute(_of(day_id))}
    for one in found:
        row = known.pop((one.kind, one.key, one.receipt), None)
        if row is None:
            session.execute(partner_difference.insert().values(day_id=day_id, **one.__dict__))
    for row in known.values():
        if row.settled_at is None:
            gone = partner_difference.update().where(partner_difference.c.id == row.id)
            session.execute(gone.values(settled_at=now, settled_by="system", note=_AGREES_NOW))
    return len(found)


def away(session: Session, partner: str, day: date, said: str, now: datetime) -> None:
    """The partner's list could not be had; what was found before stays."""
    _day(session, partner, day, now, status=AWAY, ours=0, theirs=0, said=said[:_LONGEST])


def settle(session: Session, by: By, difference_id: int, note: str) -> None:
    """A person has cleared a difference up. Raises ``Conflict`` when it is settled, ``Invalid`` without a note."""
    by.require_administrator()
    if not note.strip():
        raise Invalid(
            Text("Chưa ghi đã xử lý chênh lệch như thế nào.", "How the difference was cleared up is missing."),
            Text("Ghi một câu, ví dụ số văn bản đã trao đổi.", "Write a sentence, such as the letter's number."),
            where="note",
        )
    mine = (partner_difference.c.id == difference_id) & partner_difference.c.settled_at.is_(None)
    values = {"settled_at": by.at, "settled_by": by.name, "note": note.strip()[:_LONGEST]}
    if rows_changed(session, partner_difference.update().where(mine).values(**values)):
        by.record(session, "partner_difference", difference_id, "difference_settled", note=values["note"])
        return
    if session.execute(_one(difference_id)).first() is None:
        raise Missing(Text("Không có chênh lệch này.", "There is no such difference."))
    raise Conflict(Text("Chênh lệch này đã được xử lý.", "This difference is already settled."))


def _day(session: Session, partner: str, day: date, now: datetime, **values: Any) -> int:
    row = {"partner": partner, "day": day.isoformat(), "compared_at": now, **values}
    done = upsert(session, partner_day, row, key=("partner", "day"), change=row, returning=("id",))
    return int(done.scalar_one())


def _of(day_id: int) -> Any:
    return select(partner_difference).where(partner_difference.c.day_id == day_id)


def _one(difference_id: int) -> Any:
    return select(partner_difference.c.id).where(partner_difference.c.id == difference_id)


def _place(row: Row[Any]) -> tuple[str, str, str]:
    return (row.kind, row.key, row.receipt)
