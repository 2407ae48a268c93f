"""Where a change of calendar can move anything: per unit the days that are worked differently."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from engine import clock
from engine.dossiers.models import dossier, wait, work_item
from engine.organisation.calendars.book import Book
from engine.platform.time import local_day


class Window(NamedTuple):
    """The first and last day on which a unit's calendar changes something that is open; ``settles`` a draft year."""

    first: date
    last: date


def windows(session: Session, before: Book, after: Book) -> dict[int, Window]:
    """The units with open due dates whose calendar differs somewhere on the way to one of them."""
    found: dict[int, Window] = {}
    for unit_id, first, last in _open_spans(session):
        old, new = before.of_unit(unit_id), after.of_unit(unit_id)
        days = [*clock.days_that_differ(old, new, local_day(first), local_day(last))]
        if old.provisional(local_day(first), local_day(last)) != new.provisional(local_day(first), local_day(last)):
            days += [local_day(first), local_day(last)]
        if days:
            found[unit_id] = Window(min(days), max(days))
    return found


def _open_spans(session: Session) -> list[tuple[int, datetime, datetime]]:
    """Per unit the earliest start and the latest due date of what is open."""
    dossiers = select(
        dossier.c.resolving_unit_id.label("unit"), dossier.c.accepted_at.label("first"), dossier.c.due_at.label("last")
    ).where(dossier.c.ended_at.is_(None), dossier.c.done_at.is_(None), dossier.c.due_at.is_not(None))
    work = select(work_item.c.unit_id, work_item.c.opened_at, work_item.c.due_at).where(
        work_item.c.status == "open", work_item.c.due_at.is_not(None), work_item.c.unit_id.is_not(None)
    )
    waits = (
        select(dossier.c.resolving_unit_id, wait.c.opened_at, wait.c.closes_itself_at)
        .join(dossier, dossier.c.id == wait.c.dossier_id)
        .where(wait.c.status == "open", wait.c.closes_itself_at.is_not(None))
    )
    spans = union_all(dossiers, work, waits).subquery()
    rows = session.execute(select(spans.c.unit, func.min(spans.c.first), func.max(spans.c.last)).group_by(spans.c.unit))
    return [(row[0], row[1], row[2]) for row in rows]
