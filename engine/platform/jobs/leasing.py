"""Leases: which due job a runner may take now, most urgent first, never two of one dossier in one queue."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from engine.platform.db import transaction
from engine.platform.jobs.handlers import Handlers, Job
from engine.platform.jobs.models import IDLE, NORMAL, RUNNING, URGENT, WAITING, job

_TRIES = 5
_LOCK_SPACE = 7260312
_other = job.alias("other")


def take(now: datetime, handlers: Handlers, owner: str) -> Job | None:
    """Lease the next due job of these kinds; None when there is none that may run now."""
    with transaction() as session:
        full = _full_queues(session, handlers, now)
        for priority in (URGENT, NORMAL, IDLE):
            row = _next(session, handlers, now, priority, full)
            if row is not None:
                return _lease(session, row, handlers, owner, now)
        return None


def take_one(job_id: int, now: datetime, handlers: Handlers, owner: str) -> Job | None:
    """Lease this job if it is due and nobody has it: whoever was told of it twice does it once."""
    with transaction() as session:
        open_one = _due(now, handlers) & (job.c.id == job_id)
        row = session.execute(select(job).where(open_one).with_for_update(skip_locked=True)).first()
        return None if row is None else _lease(session, row, handlers, owner, now)


def soonest(session: Session, handlers: Handlers, now: datetime, until: datetime) -> datetime | None:
    """When the next job of these kinds comes due, if before ``until``: a runner sleeps no longer than that."""
    mine = job.c.status.in_([WAITING, RUNNING]) & job.c.kind.in_([*handlers])
    found = [
        session.execute(
            select(func.min(job.c.run_at)).where(mine, job.c.priority == one, job.c.run_at > now, job.c.run_at <= until)
        ).scalar()
        for one in (URGENT, NORMAL, IDLE)
    ]
    return min((at for at in found if at is not None), default=None)


def _next(session: Session, handlers: Handlers, now: datetime, priority: int, full: Collection[str]) -> Row[Any] | None:
    wanted = _wanted(tuple(sorted(handlers)), tuple(sorted(full)))
    passed = [0]
    for _ in range(_TRIES):
        row = session.execute(wanted, {"at": now, "urgency": priority, "passed": passed}).first()
        if row is None or _alone(session, row, now):
            return row
        passed.append(row.id)
    return None


@lru_cache(maxsize=64)
def _wanted(kinds: tuple[str, ...], full: tuple[str, ...]) -> Select[Any]:
    """The next due job of these kinds and one priority; made once, for building it costs more than running it."""
    busy = exists().where(
        _other.c.queue == job.c.queue,
        _other.c.dossier_id == job.c.dossier_id,
        _other.c.status == RUNNING,
        _other.c.run_at > bindparam("at"),
    )
    due = job.c.status.in_([WAITING, RUNNING]) & (job.c.run_at <= bindparam("at")) & job.c.kind.in_(kinds)
    mine = (job.c.priority == bindparam("urgency")) & job.c.id.not_in(bindparam("passed", expanding=True))
    found = select(job).where(due, mine, ~busy)
    if full:
        found = found.where(job.c.queue.not_in(full))
    return found.order_by(job.c.run_at, job.c.id).limit(1).with_for_update(skip_locked=True, of=job)


def _alone(session: Session, row: Row[Any], now: datetime) -> bool:
    """Whether no other runner takes a job of the same dossier and queue at this very moment."""
    if row.dossier_id is None or session.get_bind().dialect.name == "sqlite":
        return True
    place = func.hashtext(f"{row.queue}/{row.dossier_id}")
    if not session.execute(select(func.pg_try_advisory_xact_lock(_LOCK_SPACE, place))).scalar():
        return False
    same = (job.c.queue == row.queue) & (job.c.dossier_id == row.dossier_id) & (job.c.id != row.id)
    running = select(job.c.id).where(same, job.c.status == RUNNING, job.c.run_at > now)
    return session.execute(running.limit(1)).first() is None


def _full_queues(session: Session, handlers: Handlers, now: datetime) -> list[str]:
    """The queues that have all the runners one of them may have."""
    shares = [one.share for one in handlers.values() if one.share is not None]
    if not shares:
        return []
    running = select(job.c.queue).where(job.c.status == RUNNING, job.c.run_at > now, job.c.kind.in_([*handlers]))
    return list(session.execute(running.group_by(job.c.queue).having(func.count() >= min(shares))).scalars())


def _due(now: datetime, handlers: Handlers) -> ColumnElement[bool]:
    return job.c.status.in_([WAITING, RUNNING]) & (job.c.run_at <= now) & job.c.kind.in_([*handlers])


def _lease(session: Session, row: Row[Any], handlers: Handlers, owner: str, now: datetime) -> Job:
    leased = {"status": RUNNING, "lease_owner": owner, "run_at": now + handlers[row.kind].lease}
    session.execute(job.update().where(job.c.id == row.id).values(**leased, attempts=row.attempts + 1, handed_at=None))
    return Job(row.id, row.key, row.kind, row.dossier_id, row.payload, row.due_at, row.attempts + 1)
