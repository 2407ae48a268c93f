"""Which days two calendars do not agree on: a change of calendar moves nothing that does not touch one of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from engine.clock.calendars.calendar import Calendar


def days_that_differ(before: Calendar, after: Calendar, first: date, last: date) -> Iterator[date]:
    """Yield the days from ``first`` to ``last`` that are worked differently."""
    day = first
    while day <= last:
        if before.day(day).periods != after.day(day).periods:
            yield day
        day += timedelta(days=1)
