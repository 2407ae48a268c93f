"""Timers: an instant computed once when the timer opens; only the act ``Fire`` makes it happen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from engine.spiff.elements.base import Element, run_of
from engine.spiff.library import TaskState
from engine.spiff.task import Token

if TYPE_CHECKING:
    from engine.spiff.expressions import Formula

DUE = "due"


class Timed(Element):
    """Anything that waits for an instant."""

    opens_as = "timer"
    formula: Formula

    def arrive(self, task: Token) -> bool:
        """Compute the instant now, from now; nothing ever computes it again."""
        task.internal_data[DUE] = run_of(task).due(task, self.formula).isoformat()
        task._set_state(TaskState.WAITING)
        return False

    def due(self, task: Token) -> datetime:
        """The instant computed when the timer opened, with its zone."""
        return datetime.fromisoformat(task.internal_data[DUE])


class TimerCatch(Timed):
    """An intermediate timer event."""
