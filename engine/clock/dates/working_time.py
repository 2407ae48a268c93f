"""Terms in working hours or working days: only open hours count, to the second (rules C1, C2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from engine.clock.calendars.calendar import DAY_SECONDS, Calendar
from engine.clock.explanation.days import Stop, working_segments
from engine.clock.explanation.segment import Segment
from engine.clock.working import between, forward


@dataclass(frozen=True)
class WorkingTime:
    """Counts open hours; one unit of the term is ``unit_seconds`` of them."""

    unit_seconds: int

    def due(self, start: datetime, value: Decimal, stops: Sequence[Stop], calendar: Calendar) -> datetime | None:
        """Return the first instant by which the amount was worked outside the stops."""
        here, left = start, self.seconds(value)
        for stop in stops:
            if stop.end is not None and stop.end <= here:
                continue
            worked = between(calendar, here, max(stop.start, here))
            if 0 < left <= worked:
                break
            if stop.end is None:
                return None
            here, left = stop.end, left - worked
        return forward(calendar, here, left)

    def measure(self, start: datetime, end: datetime, calendar: Calendar) -> Decimal:
        """Return the working time between the two instants, in units of the term."""
        return Decimal(between(calendar, start, end)) / self.unit_seconds

    def explain(
        self, start: datetime, end: datetime, value: Decimal, stops: Sequence[Stop], calendar: Calendar
    ) -> tuple[Segment, ...]:
        """Tell every working period, break, night, day off and stop between the two instants."""
        return working_segments(calendar, start, end, stops)

    def seconds(self, value: Decimal) -> int:
        """Return ``value`` units as whole seconds of working time."""
        return int((value * self.unit_seconds).to_integral_value(ROUND_HALF_UP))


WORKING_HOURS = WorkingTime(3600)
WORKING_DAYS = WorkingTime(DAY_SECONDS)
