"""A due date together with what it takes to explain it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from engine.clock.explanation.days import working_segments
from engine.clock.explanation.segment import Segment

if TYPE_CHECKING:
    from engine.clock.calendars.calendar import Calendar


@dataclass(frozen=True)
class Due:
    """The instant ``at`` by which working time that began at ``start`` is used up in ``calendar``."""

    start: datetime
    at: datetime
    calendar: Calendar

    @cached_property
    def explanation(self) -> tuple[Segment, ...]:
        """The contiguous stretches from start to due, worked out when somebody asks."""
        return working_segments(self.calendar, self.start, self.at)

    @property
    def provisional(self) -> bool:
        """Whether the way to the due date crosses a year whose holidays are not decided yet."""
        return self.calendar.provisional(self.start.date(), self.at.date())
