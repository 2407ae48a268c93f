"""Looking over the open work and writing each reminder once; and a reader marking reminders as read."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.clock import say_moment
from engine.dossiers import story
from engine.dossiers.author import MACHINE
from engine.dossiers.models import OPEN, dossier, work_item
from engine.dossiers.reminders.models import reminder
from engine.dossiers.reminders.recipients import of_stage
from engine.dossiers.reminders.stages import reached
from engine.organisation.actors import Actor
from engine.organisation.calendars import queries as calendars
from engine.platform import audit
from engine.procedures import versions
from engine.text import Text

AHEAD = timedelta(days=14)
"""No step asks to be reminded of longer before; what is due later is not looked at."""


def look(session: Session, now: datetime, *, any_hour: bool = False) -> int:
    """Write the reminders that are due; returns how many.

    Nobody is reminded while the unit is closed, unless ``any_hour``. What was told once is never told again, so this
    may run as often as it likes, on any number of machines, and after any break.
    """
    items = _open(session, now)
    told = _told(session, [item.id for item in items])
    made = 0
    for item in items:
        calendar = calendars.of_unit(session, item.unit_id)
        if not any_hour and not calendar.is_open(now):
            continue
        step = versions.load(session, item.version_id).definition.nodes[item.element].step
        for stage in reached(step, item.due_at, now, calendar):
            people = [one for one in of_stage(session, item, stage, now) if (stage, one) not in told[item.id]]
            made += _write(session, item, stage, people, now)
            if stage == "one_stop" and people and not any(one == "one_stop" for one, _ in told[item.id]):
                _note_late_opinion(session, item, now)
    return made


def mark_read(session: Session, actor: Actor, now: datetime) -> None:
    """The reader has seen all reminders up to now."""
    mine = (reminder.c.person_id == actor.person_id) & reminder.c.read_at.is_(None)
    session.execute(reminder.update().where(mine).values(read_at=now))
    audit.record(
        session,
        subject_kind="person",
        subject_id=actor.person_id,
        act="reminders_read",
        actor=actor.username,
        at=now,
        detail={},
    )


def _write(session: Session, item: Row[Any], stage: str, people: list[int], now: datetime) -> int:
    rows = [
        {
            "work_item_id": item.id,
            "dossier_id": item.dossier_id,
            "stage": stage,
            "person_id": person,
            "due_at": item.due_at,
            "made_at": now,
        }
        for person in people
    ]
    if rows:
        session.execute(reminder.insert(), rows)
        audit.record(
            session,
            subject_kind="work",
            subject_id=item.id,
            act="reminded",
            actor="system",
            at=now,
            detail={"stage": stage, "persons": people},
        )
    return len(rows)


def _note_late_opinion(session: Session, item: Row[Any], now: datetime) -> None:
    """The history of the dossier says that the one-stop desk was informed (rule C14)."""
    who, at = item.unit_name or item.title, say_moment(item.due_at)
    said = Text(
        f"Ý kiến của {who} quá hạn {at.vi}: đã báo người đứng đầu bộ phận một cửa",
        f"The opinion of {who} was due {at.en}: the head of the one-stop desk was informed",
    )
    story.tell(session, item.dossier_id, "opinion_late", said, MACHINE, now, element=item.element, public=False)


def _open(session: Session, now: datetime) -> list[Row[Any]]:
    query = (
        select(work_item, dossier.c.version_id, dossier.c.receiving_unit_id)
        .join(dossier, dossier.c.id == work_item.c.dossier_id)
        .where(work_item.c.status == OPEN, work_item.c.due_at <= now + AHEAD, work_item.c.unit_id.is_not(None))
        .order_by(work_item.c.due_at, work_item.c.id)
    )
    return list(session.execute(query))


def _told(session: Session, items: list[int]) -> defaultdict[int, set[tuple[str, int]]]:
    found: defaultdict[int, set[tuple[str, int]]] = defaultdict(set)
    for start in range(0, len(items), 500):
        some = reminder.c.work_item_id.in_(items[start : start + 500])
        columns = (reminder.c.work_item_id, reminder.c.stage, reminder.c.person_id)
        for item, stage, person in session.execute(select(*columns).where(some)):
            found[item].add((stage, person))
    return found
