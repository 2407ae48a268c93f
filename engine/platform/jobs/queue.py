"""Putting jobs into the queue and taking them out again, in the caller's transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from engine.platform.db import after_commit
from engine.platform.errors import Conflict
from engine.platform.jobs import bell
from engine.platform.jobs.handing import hand, is_scaled
from engine.platform.jobs.models import CANCELLED, DEAD, NORMAL, WAITING, job
from engine.platform.prepared import Prepared
from engine.text import Text

_AGAIN = ("payload", "status", "due_at", "run_at", "queue", "priority", "handed_at")


def _enqueue(insert: Any) -> Prepared:
    """A new job, or a cancelled one with this key brought back; any other with this key is left alone."""
    new = insert(job)
    again = {name: new.excluded[name] for name in _AGAIN}
    cancelled = job.c.status == CANCELLED
    return Prepared(
        new.on_conflict_do_update(index_elements=["key"], set_={**again, "ended_at": None}, where=cancelled)
    )


_ENQUEUE = {"sqlite": _enqueue(sqlite.insert), "postgresql": _enqueue(postgresql.insert)}
_FREE = select(job.c.id).where(job.c.key == bindparam("of_key"), job.c.status == WAITING)
_HASTEN = Prepared(job.update().where(job.c.id == _FREE.with_for_update(skip_locked=True).scalar_subquery()))
_CANCEL = Prepared(job.update().where(job.c.id == _FREE.with_for_update(skip_locked=True).scalar_subquery()))


def enqueue(
    session: Session,
    kind: str,
    key: str,
    *,
    now: datetime,
    due_at: datetime | None = None,
    dossier_id: int | None = None,
    payload: Any = None,
    queue: str | None = None,
    priority: int = NORMAL,
) -> bool:
    """Add a job; return False, changing nothing, when one with this key waits, runs, ran, or was given up.

    A cancelled one is brought back with the new due time and payload. Vanishes with the caller's rollback.
    ``due_at`` defaults to now, ``queue`` to the family of the kind (``papers`` of ``papers.pdf``). Jobs of one dossier
    run one after the other in each queue.
    """
    due = due_at or now
    handed = due <= now and is_scaled(session)
    row = {
        "key": key,
        "kind": kind,
        "dossier_id": dossier_id,
        "payload": {} if payload is None else payload,
        "status": WAITING,
        "created_at": now,
        "due_at": due,
        "run_at": due,
        "attempts": 0,
        "queue": queue or family(kind),
        "priority": priority,
        "handed_at": now if handed else None,
    }
    added = _ENQUEUE[session.get_bind().dialect.name].run(session, row) == 1
    if added and handed:
        hand(session, session.execute(select(job.c.id).where(job.c.key == key)).scalars().all())
    if added and due <= now:
        after_commit(session, bell.ring)
    return added


def family(kind: str) -> str:
    """The queue jobs of a kind are in unless they say otherwise."""
    return kind.partition(".")[0]


def cancel(session: Session, key: str, now: datetime) -> bool:
    """Cancel a job that is not running yet; return whether there was one. A running one finds out for itself.

    Never waits for a runner: it holds its job and may be waiting for what the caller holds.
    """
    return _CANCEL.run(session, {"of_key": key, "status": CANCELLED, "ended_at": now}) == 1


def hasten(session: Session, key: str, now: datetime) -> bool:
    """Let a waiting job run now; return whether there was one. Never waits for a runner."""
    found = _HASTEN.run(session, {"of_key": key, "run_at": now}) == 1
    if found:
        _hand_now(session, job.c.key == key, now)
        after_commit(session, bell.ring)
    return found


def retry(session: Session, job_id: int, now: datetime) -> None:
    """Give a dead job another round of attempts, now; raise Conflict when it is not dead."""
    revived = session.execute(
        job.update()
        .where(job.c.id == job_id, job.c.status == DEAD)
        .values(status=WAITING, run_at=now, attempts=0, ended_at=None, handed_at=None)
        .returning(job.c.id)
    ).first()
    if revived is None:
        raise Conflict(
            Text("Công việc này không còn ở trạng thái chờ chạy lại.", "This job is not waiting to be run again."),
            Text("Tải lại trang để xem trạng thái mới nhất.", "Reload the page to see its present state."),
        )
    _hand_now(session, job.c.id == job_id, now)
    after_commit(session, bell.ring)


def _hand_now(session: Session, which: ColumnElement[bool], now: datetime) -> None:
    """Hand a waiting job over, where jobs are handed over and this one was not yet."""
    if is_scaled(session):
        mine = job.update().where(which, job.c.status == WAITING, job.c.handed_at.is_(None))
        hand(session, session.execute(mine.values(handed_at=now).returning(job.c.id)).scalars().all())
