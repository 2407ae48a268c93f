"""Finds the open due dates that another book of calendars would give another instant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import Any, NamedTuple

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine import clock
from engine.dossiers import clockwork, deadlines
from engine.dossiers.models import dossier, wait, work_item
from engine.dossiers.moving.windows import Window
from engine.organisation.calendars.book import Book
from engine.procedures import versions
from engine.procedures.versions import Version

TOGETHER = 500


class Found(NamedTuple):
    """A due date that moves: of a step, of a wait that closes itself, or (both 0) of the dossier.

    Equal instants: a provisional date is settled.
    """

    dossier_id: int
    work_item_id: int
    unit_id: int
    code: str
    title: str
    before: datetime
    after: datetime
    wait_id: int = 0

    @property
    def settled(self) -> bool:
        """Whether only the mark “provisional” goes."""
        return self.before == self.after


def moving(session: Session, book: Book, spans: Mapping[int, Window], now: datetime) -> Iterator[Found]:
    """Yield what is kept otherwise than ``book`` counts it, unit by unit, dossiers before steps."""
    load = cache(partial(versions.load, session))
    held = _dossiers(session, spans)
    for unit_id, window in sorted(spans.items()):
        calendar = book.of_unit(unit_id)
        for some in batched(held.get(unit_id, [])):
            ledgers = clockwork.ledgers(session, [row.id for row in some])
            for row in some:
                yield from _of_dossier(session, row, load(row.version_id), calendar, ledgers[row.id], now)
        for row in _work(session, unit_id, window):
            yield from _of_work(row, load(row.version_id), calendar)
        for row in _waits(session, unit_id, window):
            yield from _of_wait(row, load(row.version_id), calendar)


def batched(rows: list[Row[Any]]) -> Iterator[list[Row[Any]]]:
    """So many at a time as one question may name."""
    for start in range(0, len(rows), TOGETHER):
        yield rows[start : start + TOGETHER]


def _of_dossier(
    session: Session,
    row: Row[Any],
    version: Version,
    calendar: clock.Calendar,
    events: Sequence[clock.ClockEvent],
    now: datetime,
) -> Iterator[Found]:
    assessed = clockwork.assess(session, row, version, now, calendar, events)
    if assessed is None or assessed.due is None:
        return
    settled = bool((row.due or {}).get("provisional")) != assessed.provisional
    if assessed.due != row.due_at or settled:
        code = row.code or row.reference
        yield Found(row.id, 0, row.resolving_unit_id, code, row.procedure_name, row.due_at, assessed.due)


def _of_work(row: Row[Any], version: Version, calendar: clock.Calendar) -> Iterator[Found]:
    step = version.definition.nodes[row.element].step
    due = deadlines.due_in(calendar, version.definition, step, row.accepted_at is not None, row.opened_at)
    if due and due.at != row.due_at:
        yield Found(row.dossier_id, row.id, row.unit_id, row.code or row.reference, row.title, row.due_at, due.at)


def _of_wait(row: Row[Any], version: Version, calendar: clock.Calendar) -> Iterator[Found]:
    declared = version.definition.nodes[row.element].wait
    closes = deadlines.wait_in(calendar, declared, row.opened_at) if declared else None
    if closes and closes != row.closes_itself_at:
        unit, code = row.resolving_unit_id, row.code or row.reference
        yield Found(row.dossier_id, 0, unit, code, row.name, row.closes_itself_at, closes, row.id)


def _dossiers(session: Session, spans: Mapping[int, Window]) -> Mapping[int, list[Row[Any]]]:
    """The open dossiers by the unit that resolves them, asked for all at once: no index leads from a unit to them."""
    found: dict[int, list[Row[Any]]] = {}
    if not spans:
        return found
    first, last = min(map(_start, spans.values())), max(map(_end, spans.values()))
    query = select(dossier).where(
        dossier.c.ended_at.is_(None),
        dossier.c.done_at.is_(None),
        dossier.c.due_at >= first,
        dossier.c.accepted_at < last,
    )
    for row in session.execute(query.order_by(dossier.c.id)):
        window = spans.get(row.resolving_unit_id)
        if window and row.due_at >= _start(window) and row.accepted_at < _end(window):
            found.setdefault(row.resolving_unit_id, []).append(row)
    return found


def _work(session: Session, unit_id: int, window: Window) -> list[Row[Any]]:
    columns = (dossier.c.version_id, dossier.c.code, dossier.c.reference, dossier.c.accepted_at)
    return list(
        session.execute(
            select(work_item, *columns)
            .join(dossier, dossier.c.id == work_item.c.dossier_id)
            .where(
                work_item.c.unit_id == unit_id,
                work_item.c.status == "open",
                work_item.c.due_at >= _start(window),
                work_item.c.opened_at < _end(window),
            )
            .order_by(work_item.c.id)
        )
    )


def _waits(session: Session, unit_id: int, window: Window) -> list[Row[Any]]:
    columns = (dossier.c.version_id, dossier.c.code, dossier.c.reference, dossier.c.resolving_unit_id)
    return list(
        session.execute(
            select(wait, *columns)
            .join(dossier, dossier.c.id == wait.c.dossier_id)
            .where(
                wait.c.status == "open",
                dossier.c.resolving_unit_id == unit_id,
                wait.c.closes_itself_at >= _start(window),
                wait.c.opened_at < _end(window),
            )
            .order_by(wait.c.id)
        )
    )


def _start(window: Window) -> datetime:
    return clock.local(datetime(window.first.year, window.first.month, window.first.day, tzinfo=clock.VIETNAM))


def _end(window: Window) -> datetime:
    last = datetime(window.last.year, window.last.month, window.last.day, tzinfo=clock.VIETNAM)
    return (last + timedelta(days=1)).astimezone(UTC)
