"""Terms in calendar days (rule C3; Civil Code 2015, articles 147 and 148).

The day of acceptance does not count, nor does a day at whose end the clock stands still: a stop from the 4th to the
6th costs two days, an hour's stop none.
A last day that is a day off moves the due date to the end of the next working day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from engine.clock.calendars.calendar import Calendar
from engine.clock.explanation import reasons
from engine.clock.explanation.days import Stop
from engine.clock.explanation.segment import Segment, joined
from engine.clock.zone import midnight

_ONE = timedelta(days=1)


class CalendarDays:
    """Counts whole days, working or not."""

    def due(self, start: datetime, value: Decimal, stops: Sequence[Stop], calendar: Calendar) -> datetime | None:
        """Return the end of work on the last day, or on the next working day after it."""
        day, left = start.date() + _ONE, int(value)
        while True:
            stop = _standing(stops, day, calendar)
            if stop and stop.end is None:
                return None
            if stop is None:
                left -= 1
                if left <= 0 and calendar.is_working(day):
                    return calendar.closing(day)
            day += _ONE

    def measure(self, start: datetime, end: datetime, calendar: Calendar) -> Decimal:
        """Return how many midnights lie between the two instants."""
        return Decimal((end.date() - start.date()).days)

    def explain(
        self, start: datetime, end: datetime, value: Decimal, stops: Sequence[Stop], calendar: Calendar
    ) -> tuple[Segment, ...]:
        """Tell each day as one segment; a counted day counts the seconds of it that lie before ``end``."""
        return joined(_told(start, end, int(value), stops, calendar))


def _told(start: datetime, end: datetime, value: int, stops: Sequence[Stop], calendar: Calendar) -> Iterator[Segment]:
    day, number = start.date() + _ONE, 0
    yield Segment(start, min(midnight(day), end), 0, reasons.FIRST_DAY, "off")
    while midnight(day) < end:
        opening, closing = midnight(day), min(midnight(day + _ONE), end)
        stop = _standing(stops, day, calendar)
        if stop:
            yield Segment(opening, closing, 0, stop.reason, "stopped")
        elif number >= value:
            yield Segment(opening, closing, 0, reasons.LAST_DAY_OFF, "off")
        else:
            number += 1
            length = int((closing - opening).total_seconds())
            yield Segment(opening, closing, length, reasons.calendar_day(number, day), "work")
        day += _ONE


def _standing(stops: Sequence[Stop], day: date, calendar: Calendar) -> Stop | None:
    """Return the stop in which ``day`` ends: at its closing when it is worked, otherwise at midnight."""
    end = calendar.closing(day) if calendar.is_working(day) else midnight(day + _ONE)
    for stop in stops:
        if stop.start < end and (stop.end is None or end < stop.end):
            return stop
    return None


CALENDAR_DAYS = CalendarDays()
