"""Reading calendars: the one a unit keeps, and the whole book; kept in memory until the organisation changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from engine.clock import Calendar
from engine.organisation import units
from engine.organisation.calendars.book import Book, Keeping
from engine.organisation.calendars.models import calendar, calendar_change, holiday_year
from engine.organisation.models import unit_version
from engine.platform.errors import Missing
from engine.text import Text

_KEPT = 3
_books: OrderedDict[str, Book] = OrderedDict()
_keeping = threading.Lock()


def of_unit(session: Session, unit_id: int) -> Calendar:
    """The working calendar a unit keeps: each day by the calendar in force for it that day."""
    return book(session).of_unit(unit_id)


def book(session: Session) -> Book:
    """All calendars as this transaction sees them; no query of its own when nothing changed since they were read."""
    token = units.revision(session)
    if token is None:
        return _read(session)
    found = _books.get(token)
    if found is None:
        found = _read(session)
        with _keeping:
            _books[token] = found
            while len(_books) > _KEPT:
                _books.popitem(last=False)
    return found


def changes(session: Session, limit: int = 30) -> list[Row[Any]]:
    """The latest changes, newest first."""
    return list(session.execute(select(calendar_change).order_by(calendar_change.c.id.desc()).limit(limit)))


def change(session: Session, change_id: int) -> Row[Any]:
    """One change. Raises ``Missing``."""
    row = session.execute(select(calendar_change).where(calendar_change.c.id == change_id)).first()
    if row is None:
        raise Missing(Text("Không có thay đổi lịch này.", "There is no such change of calendars."))
    return row


def stored(session: Session) -> dict[str, Row[Any]]:
    """The calendars stored here, by name, with who changed them last."""
    return {row.name: row for row in session.execute(select(calendar))}


def stored_years(session: Session) -> dict[int, Row[Any]]:
    """The yearly lists stored here."""
    return {row.year: row for row in session.execute(select(holiday_year))}


def state(session: Session) -> str:
    """A word that changes whenever a calendar, a yearly list or a unit's calendar does."""
    parts = [
        session.execute(select(func.count(), func.sum(table.c.revision)).select_from(table)).one()
        for table in (calendar, holiday_year)
    ]
    kept = session.execute(select(func.count(), func.max(unit_version.c.id))).one()
    return "/".join(str(number or 0) for part in (*parts, kept) for number in part)


def _read(session: Session) -> Book:
    kept: dict[int, tuple[Keeping, ...]] = {}
    rows = select(unit_version.c.unit_id, unit_version.c.valid_from, unit_version.c.calendar)
    for row in session.execute(rows.order_by(unit_version.c.unit_id, unit_version.c.valid_from)):
        kept[row.unit_id] = (*kept.get(row.unit_id, ()), Keeping(row.valid_from, row.calendar))
    return Book(
        {row.name: row.document for row in session.execute(select(calendar.c.name, calendar.c.document))},
        {row.year: row.document for row in session.execute(select(holiday_year.c.year, holiday_year.c.document))},
        kept,
    )
