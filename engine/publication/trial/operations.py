"""Beginning, moving on and ending a trial; each is written into the real audit trail, since only it outlives them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform import audit
from engine.platform.errors import Conflict
from engine.publication.inspection import Inspection
from engine.publication.trial.models import trial
from engine.publication.trial.queries import CLOSED, OPEN, Trial, find, open_trials
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

MOST_OPEN = 5
"""Trials of one working copy kept at a time."""


def begin(session: Session, actor: Actor, copy: WorkingCopy, inspection: Inspection, now: datetime) -> int:
    """Note a new trial of the copy's current revision; its database is furnished by the caller.

    Raises ``Conflict`` while errors stand in the way of running, or when too many trials of this copy are open.
    """
    policy.require(actor, Act.RUN_TRIAL)
    if not inspection.publishable:
        raise Conflict(
            Text("Chưa chạy thử được: bản soạn còn lỗi.", "It cannot be tried yet: there are errors."),
            Text("Mở tab Kiểm tra, xử lý các lỗi rồi chạy thử.", "Open the Checks tab, settle the errors, then try."),
        )
    if len(open_trials(session, copy.id)) >= MOST_OPEN:
        raise Conflict(
            Text(f"Bản soạn này đang có {MOST_OPEN} lượt chạy thử.", f"This copy has {MOST_OPEN} trials already."),
            Text("Xóa bớt lượt cũ rồi mở lượt mới.", "Delete an old one, then start another."),
        )
    values = {
        "copy_id": copy.id,
        "revision": copy.revision.number,
        "hash": copy.sources.hash,
        "key": copy.key,
        "name": copy.name,
        "status": OPEN,
        "ahead_seconds": 0,
        "begun_at": now,
        "begun_by_account": actor.account_id,
        "begun_by": actor.name,
    }
    trial_id: int = session.execute(trial.insert().values(**values).returning(trial.c.id)).scalar_one()
    _note(session, trial_id, "trial_begun", actor, {"copy": copy.id, "revision": copy.revision.number}, now)
    return trial_id


def forward(session: Session, actor: Actor, trial_id: int, seconds: int, now: datetime) -> Trial:
    """Move the clock of a trial on; it never goes back, like the real one."""
    found = _held(session, actor, trial_id)
    ahead = found.ahead_seconds + max(0, seconds)
    session.execute(trial.update().where(trial.c.id == trial_id).values(ahead_seconds=ahead))
    _note(session, trial_id, "trial_clock_moved", actor, {"seconds": seconds}, now)
    return find(session, actor, trial_id)


def close(session: Session, actor: Actor, trial_id: int, now: datetime) -> None:
    """End a trial; the caller removes its database. That it took place stays known."""
    _held(session, actor, trial_id)
    closed = {"status": CLOSED, "closed_at": now, "closed_by": actor.name}
    session.execute(trial.update().where(trial.c.id == trial_id).values(**closed))
    _note(session, trial_id, "trial_deleted", actor, {}, now)


def acted(session: Session, actor: Actor, trial_id: int, what: str, on_behalf: str | None, now: datetime) -> None:
    """Write down that somebody did something inside a trial, in whose place."""
    _note(session, trial_id, "trial_act", actor, {"what": what}, now, on_behalf)


def _held(session: Session, actor: Actor, trial_id: int) -> Trial:
    policy.require(actor, Act.RUN_TRIAL)
    session.execute(select(trial.c.id).where(trial.c.id == trial_id).with_for_update())
    return find(session, actor, trial_id)


def _note(
    session: Session,
    trial_id: int,
    act: str,
    actor: Actor,
    detail: dict[str, Any],
    now: datetime,
    on_behalf: str | None = None,
) -> None:
    audit.record(
        session,
        subject_kind="trial",
        subject_id=trial_id,
        act=act,
        actor=actor.username,
        on_behalf=on_behalf,
        detail=detail,
        at=now,
    )
