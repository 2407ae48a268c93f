"""Changing a calendar with everything it moves: previewed first, then written and carried out dossier by dossier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.dossiers.moving import carrying
from engine.dossiers.moving.finding import Found, moving
from engine.dossiers.moving.models import WAITING, calendar_move
from engine.dossiers.moving.windows import windows
from engine.organisation.calendars import operations, queries
from engine.organisation.calendars.changes import Change, checked
from engine.organisation.calendars.models import APPLIED, APPLYING, calendar_change
from engine.organisation.operations.acting import By
from engine.platform import jobs
from engine.platform.time import local_day

MOVE = "dossier.move_dues"
AT_ONCE = 100
"""So many dossiers move in the very act; more are carried out by a job, so many at a time."""
SHOWN = 50
_LOOK_AGAIN = timedelta(minutes=5)


@dataclass(frozen=True)
class Preview:
    """What a change would move: how many due dates, and the first of them."""

    first: Sequence[Found] = ()
    dossiers: int = 0
    steps: int = 0
    waits: int = 0
    earlier: int = 0
    later: int = 0
    newly_late: int = 0
    settled: int = 0
    by_unit: Sequence[tuple[int, int]] = ()

    @property
    def total(self) -> int:
        """Every due date that moves."""
        return self.dossiers + self.steps + self.waits


def preview(session: Session, change: Change, now: datetime) -> Preview:
    """Work out every due date that would move; raises ``Invalid`` when the change contradicts itself."""
    before = queries.book(session)
    after = checked(change, before, local_day(now))
    return _counted(moving(session, after, windows(session, before, after), now), now)


def apply(session: Session, by: By, change_id: int) -> None:
    """Write a drafted change and move what it moves: few dossiers now, many by a job that can be watched.

    Raises ``Conflict`` when calendars changed since the draft. The due dates to move are kept with the change, so
    each is moved exactly once and told of with its date before, whatever happens to the dossier meanwhile.
    """
    before = queries.book(session)
    operations.write(session, by, change_id)
    after = queries.book(session)
    spans = windows(session, before, after)
    keep(session, change_id, moving(session, after, spans, by.at))
    if carrying.waiting(session, change_id) <= AT_ONCE:
        work_off(session, change_id, by.at)
    else:
        _come_back(session, change_id, by.at, by.at)
    units = {str(unit): [span.first.isoformat(), span.last.isoformat()] for unit, span in spans.items()}
    look = {"change": change_id, "windows": units}
    jobs.enqueue(session, MOVE, f"{MOVE}/{change_id}/last", now=by.at, due_at=by.at + _LOOK_AGAIN, payload=look)


def keep(session: Session, change_id: int, found: Iterable[Found]) -> None:
    """Remember due dates to move; one that is remembered already is left alone."""
    remembered = select(calendar_move.c.dossier_id, calendar_move.c.work_item_id, calendar_move.c.wait_id)
    known = {tuple(row) for row in session.execute(remembered.where(calendar_move.c.change_id == change_id))}
    rows = [
        {
            "change_id": change_id,
            "dossier_id": one.dossier_id,
            "work_item_id": one.work_item_id,
            "wait_id": one.wait_id,
            "unit_id": one.unit_id,
            "before": one.before,
            "after": one.after,
            "status": WAITING,
        }
        for one in found
        if (one.dossier_id, one.work_item_id, one.wait_id) not in known
    ]
    if rows:
        session.execute(calendar_move.insert(), rows)


def work_off(session: Session, change_id: int, now: datetime) -> None:
    """Move the next dossiers of a change; ask to come back while any is left."""
    for dossier_id in carrying.next_dossiers(session, change_id, AT_ONCE):
        carrying.move(session, change_id, dossier_id, now)
    if carrying.waiting(session, change_id):
        _come_back(session, change_id, now, now)
    else:
        done = calendar_change.update().where(calendar_change.c.id == change_id, calendar_change.c.status == APPLYING)
        session.execute(done.values(status=APPLIED, done_at=now))


def _come_back(session: Session, change_id: int, due: datetime, now: datetime) -> None:
    left = carrying.waiting(session, change_id)
    jobs.enqueue(
        session,
        MOVE,
        f"{MOVE}/{change_id}/{left}/{now.isoformat()}",
        now=now,
        due_at=due,
        payload={"change": change_id},
    )


def _counted(found: Iterable[Found], now: datetime) -> Preview:
    first: list[Found] = []
    counts, units = Counter[str](), Counter[int]()
    for one in found:
        if one.settled:
            counts["settled"] += 1
            continue
        if len(first) < SHOWN:
            first.append(one)
        counts["steps" if one.work_item_id else "waits" if one.wait_id else "dossiers"] += 1
        counts["earlier" if one.after < one.before else "later"] += 1
        counts["newly_late"] += one.after < now <= one.before
        units[one.unit_id] += 1
    return Preview(
        first,
        counts["dossiers"],
        counts["steps"],
        counts["waits"],
        counts["earlier"],
        counts["later"],
        counts["newly_late"],
        counts["settled"],
        units.most_common(),
    )
