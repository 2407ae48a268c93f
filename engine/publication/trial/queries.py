"""Which trials there are of a working copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform.errors import Missing
from engine.publication.trial.models import trial
from engine.text import Text

OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True)
class Trial:
    """One trial: what is tried, since when, and how far its clock is ahead."""

    id: int
    copy_id: int
    revision: int
    hash: str
    key: str
    name: str
    begun_at: datetime
    begun_by: str
    ahead_seconds: int

    @property
    def ahead(self) -> timedelta:
        """How far the clock of the trial runs before the real one."""
        return timedelta(seconds=self.ahead_seconds)


def find(session: Session, actor: Actor, trial_id: int) -> Trial:
    """Return an open trial. Raises ``Missing`` also for who may not run trials."""
    row = session.execute(select(trial).where(trial.c.id == trial_id, trial.c.status == OPEN)).first()
    if row is None or not policy.may(actor, Act.RUN_TRIAL):
        raise Missing(
            Text("Không có lượt chạy thử này, hoặc lượt đã được xóa.", "No such trial, or it was deleted."),
            Text("Mở lại từ tab Chạy thử của bản soạn.", "Open it from the Trial tab of the working copy."),
        )
    return _told(row)


def open_trials(session: Session, copy_id: int) -> list[Trial]:
    """The open trials of a working copy, newest first."""
    wanted = (trial.c.copy_id == copy_id) & (trial.c.status == OPEN)
    return [_told(row) for row in session.execute(select(trial).where(wanted).order_by(trial.c.id.desc()))]


def _told(row: Row[Any]) -> Trial:
    return Trial(
        row.id,
        row.copy_id,
        row.revision,
        row.hash,
        row.key,
        row.name,
        row.begun_at,
        row.begun_by,
        row.ahead_seconds,
    )
