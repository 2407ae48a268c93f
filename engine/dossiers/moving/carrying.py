"""Moves the due dates of one dossier: its own and its open steps', with ledger, history and audit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from engine.clock import say_moment
from engine.dossiers import clockwork, deadlines, settle, story
from engine.dossiers.author import MACHINE
from engine.dossiers.dossier import Dossier, open_dossier
from engine.dossiers.holding import hold
from engine.dossiers.jobs import CLOSE_WAIT, cancel_wake_up, wake_up
from engine.dossiers.models import dossier as dossiers
from engine.dossiers.models import wait as waits
from engine.dossiers.models import work_item
from engine.dossiers.moving.models import MOVED, SKIPPED, WAITING, calendar_move
from engine.dossiers.portal_sync import noting
from engine.organisation.calendars import queries
from engine.platform import audit
from engine.text import Text

_WHAT = {
    "whole": Text("Ngày hẹn trả", "The due date"),
    "step": Text("Hạn của bước", "The limit of the step"),
    "wait": Text("Hạn trả lời", "The time to answer"),
}


def waiting(session: Session, change_id: int) -> int:
    """How many due dates of a change are still to be moved."""
    return session.execute(select(func.count()).where(*_waiting(change_id))).scalar_one()


def next_dossiers(session: Session, change_id: int, limit: int) -> list[int]:
    """The next dossiers of a change, in order."""
    ids = select(calendar_move.c.dossier_id).where(*_waiting(change_id)).distinct()
    return list(session.execute(ids.order_by(calendar_move.c.dossier_id).limit(limit)).scalars())


def move(session: Session, change_id: int, dossier_id: int, now: datetime) -> None:
    """Work out the dossier's due dates afresh and say what moved; nothing moves on what has ended meanwhile."""
    hold(session, dossier_id)
    opened = open_dossier(session, dossier_id)
    change = queries.change(session, change_id)
    reason = Text(*change.said)
    if change.decision:
        reason = Text(f"{reason.vi} ({change.decision})", f"{reason.en} ({change.decision})")
    told = []
    rows = calendar_move.select().where(*_waiting(change_id), calendar_move.c.dossier_id == dossier_id)
    for row in session.execute(rows.order_by(calendar_move.c.work_item_id, calendar_move.c.wait_id)).all():
        after = _again(session, opened, row, reason, now)
        _mark(session, row, after, now)
        if after and after != row.before:
            told.append(
                [f"wait/{row.wait_id}" if row.wait_id else row.work_item_id, row.before.isoformat(), after.isoformat()]
            )
            _tell(session, row, after, reason, now)
    if told:
        audit.record(
            session,
            subject_kind="dossier",
            subject_id=dossier_id,
            act="due_moved",
            actor=change.applied_by,
            at=now,
            detail={"change": change_id, "moved": told},
        )


def _again(session: Session, opened: Dossier, row: Row[Any], reason: Text, now: datetime) -> datetime | None:
    """Work out one date afresh and keep it; None for what has ended meanwhile."""
    if row.wait_id:
        return _wait(session, opened, row, now)
    return _step(session, opened, row) if row.work_item_id else _whole(session, opened, row, reason, now)


def _wait(session: Session, opened: Dossier, row: Row[Any], now: datetime) -> datetime | None:
    """A wait closes itself at another instant: its job comes back then (rule C11)."""
    item = session.execute(select(waits).where(waits.c.id == row.wait_id)).one()
    declared = opened.version.definition.nodes[item.element].wait
    if item.status != "open" or declared is None:
        return None
    closes = deadlines.wait_in(queries.of_unit(session, opened.row.resolving_unit_id), declared, item.opened_at)
    if closes is not None:
        session.execute(waits.update().where(waits.c.id == item.id).values(closes_itself_at=closes))
        cancel_wake_up(session, CLOSE_WAIT, opened.id, item.task, now)
        wake_up(session, CLOSE_WAIT, opened.id, item.task, closes, now)
    return closes


def _whole(session: Session, opened: Dossier, row: Row[Any], reason: Text, now: datetime) -> datetime | None:
    if opened.row.done_at or opened.row.ended_at or opened.row.due_at is None:
        return None
    if row.after != row.before:
        ref = f"calendar_change/{row.change_id}"
        clockwork.note(session, opened.id, "calendar_changed", MACHINE, now, rule="C6", reason=reason, ref=ref)
    columns = settle.clock_columns(session, opened, now)
    session.execute(dossiers.update().where(dossiers.c.id == opened.id).values(**columns))
    noting.note_change(session, opened.id, reason, MACHINE, now)
    due: datetime | None = columns["due_at"]
    return due


def _step(session: Session, opened: Dossier, row: Row[Any]) -> datetime | None:
    item = session.execute(select(work_item).where(work_item.c.id == row.work_item_id)).one()
    if item.status != "open" or item.unit_id is None:
        return None
    definition = opened.version.definition
    calendar = queries.of_unit(session, item.unit_id)
    accepted = opened.row.accepted_at is not None
    due = deadlines.due_in(calendar, definition, definition.nodes[item.element].step, accepted, item.opened_at)
    if due is None:
        return None
    kept = {"due_at": due.at, "due": deadlines.as_data(due)}
    session.execute(work_item.update().where(work_item.c.id == item.id).values(**kept))
    return due.at


def _tell(session: Session, row: Row[Any], after: datetime, reason: Text, now: datetime) -> None:
    before, then = say_moment(row.before), say_moment(after)
    whole = row.work_item_id == row.wait_id == 0
    what = _WHAT["whole" if whole else "wait" if row.wait_id else "step"]
    said = Text(
        f"{what.vi} chuyển từ {before.vi} sang {then.vi} do thay đổi lịch làm việc: {reason.vi}",
        f"{what.en} moves from {before.en} to {then.en} because the working calendar changed: {reason.en}",
    )
    element = None if whole else _element(session, row)
    public = whole or row.wait_id != 0
    story.tell(session, row.dossier_id, "due_moved", said, MACHINE, now, element=element, public=public)


def _element(session: Session, row: Row[Any]) -> str:
    table, number = (waits, row.wait_id) if row.wait_id else (work_item, row.work_item_id)
    element: str = session.execute(select(table.c.element).where(table.c.id == number)).scalar_one()
    return element


def _mark(session: Session, row: Row[Any], after: datetime | None, now: datetime) -> None:
    values: dict[str, Any] = {"status": MOVED, "after": after, "at": now} if after else {"status": SKIPPED, "at": now}
    session.execute(calendar_move.update().where(calendar_move.c.id == row.id).values(**values))


def _waiting(change_id: int) -> tuple[Any, ...]:
    return (calendar_move.c.change_id == change_id, calendar_move.c.status == WAITING)
