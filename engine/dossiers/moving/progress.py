"""How far the due dates of a change have been moved."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.dossiers.moving.models import MOVED, SKIPPED, WAITING, calendar_move


class Progress(NamedTuple):
    """Counts of due dates: moved, left alone because they had ended, still to come."""

    moved: int
    skipped: int
    waiting: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.moved + self.skipped + self.waiting


def of_change(session: Session, change_id: int) -> Progress:
    """Count the due dates of a change by what became of them."""
    rows = session.execute(
        select(calendar_move.c.status, func.count())
        .where(calendar_move.c.change_id == change_id)
        .group_by(calendar_move.c.status)
    )
    counts = {row[0]: row[1] for row in rows}
    return Progress(counts.get(MOVED, 0), counts.get(SKIPPED, 0), counts.get(WAITING, 0))
