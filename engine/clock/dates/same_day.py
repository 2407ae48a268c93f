"""Same-day terms: accepted up to the cut-off, due at the end of that working day; later, of the next (rule C4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal

from engine.clock.calendars.calendar import Calendar
from engine.clock.dates.working_time import WORKING_HOURS
from engine.clock.explanation import reasons
from engine.clock.explanation.days import Stop, working_segments
from engine.clock.explanation.segment import Segment, joined
from engine.clock.zone import midnight

USUAL_CUT_OFF = time(15)
"""Luật Hộ tịch 2014, article 5.3: received after 15:00, returned on the next working day."""


@dataclass(frozen=True)
class SameDay:
    """Due when the office closes; a stop gives back the working time that was left when it began."""

    cut_off: time = USUAL_CUT_OFF

    def due(self, start: datetime, value: Decimal, stops: Sequence[Stop], calendar: Calendar) -> datetime | None:
        """Return the closing of the day of ``start``, or of the next working day when it came too late."""
        first = self._first_counted(start, calendar)
        left = WORKING_HOURS.measure(first, calendar.closing(first.date()), calendar)
        return WORKING_HOURS.due(first, left, stops, calendar)

    def measure(self, start: datetime, end: datetime, calendar: Calendar) -> Decimal:
        """Return the working hours between the two instants."""
        return WORKING_HOURS.measure(start, end, calendar)

    def explain(
        self, start: datetime, end: datetime, value: Decimal, stops: Sequence[Stop], calendar: Calendar
    ) -> tuple[Segment, ...]:
        """Tell the working time; hours after the cut-off are named as such."""
        first = min(self._first_counted(start, calendar), end)
        waited = (_not_counted(segment) for segment in working_segments(calendar, start, first, stops))
        return joined((*waited, *working_segments(calendar, first, end, stops)))

    def _first_counted(self, start: datetime, calendar: Calendar) -> datetime:
        """Return ``start`` when it is in time for its own day, otherwise the midnight opening the next working day."""
        day = start.date()
        if calendar.is_working(day) and start.time() <= self.cut_off and start < calendar.closing(day):
            return start
        return midnight(calendar.next_working_day(day))


def _not_counted(segment: Segment) -> Segment:
    if segment.kind == "work":
        return segment._replace(counted_seconds=0, reason=reasons.AFTER_CUT_OFF, kind="off")
    return segment
