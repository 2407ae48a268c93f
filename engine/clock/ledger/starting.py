"""From which instant an acceptance counts (rules C1 and R7)."""

from __future__ import annotations

from datetime import datetime

from engine.clock.calendars.calendar import Calendar
from engine.clock.dates.working_time import WORKING_HOURS
from engine.clock.terms import Term
from engine.clock.working import between
from engine.clock.zone import at_second


def first_instant(term: Term, calendar: Calendar, accepted: datetime) -> datetime:
    """Return the acceptance itself; within the last hours before closing, the opening of the next working day.

    What is accepted when nobody works, or after closing, waits for the next opening by itself.
    """
    day = accepted.date()
    if not term.last_hours or not calendar.is_working(day):
        return accepted
    closing = calendar.closing(day)
    left = between(calendar, accepted, closing)
    if accepted >= closing or left >= WORKING_HOURS.seconds(term.last_hours):
        return accepted
    following = calendar.next_working_day(day)
    return at_second(following, calendar.day(following).periods[0].start)
