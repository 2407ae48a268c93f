"""Early, on time or late, by the day and then by the minute (section 2.3 of the rules; vector V12)."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from engine.clock.zone import local

Outcome = Literal["early", "on_time", "late"]


def outcome(done: datetime, due: datetime) -> Outcome:
    """Compare a completion with its due date: an earlier day is early, the same day up to the due time on time."""
    finished, promised = local(done), local(due)
    if finished > promised:
        return "late"
    return "early" if finished.date() < promised.date() else "on_time"
