"""When a received dossier must reach the agency that resolves it (rules R9, R10)."""

from __future__ import annotations

from datetime import datetime, time

from engine.clock.calendars.calendar import Calendar
from engine.clock.dates.same_day import USUAL_CUT_OFF
from engine.clock.zone import at_second, local


def handover_due(received: datetime, calendar: Calendar, cut_off: time = USUAL_CUT_OFF) -> datetime:
    """Return the end of the day of receipt, or, received after the cut-off, the beginning of the next working day."""
    here = local(received)
    day = here.date()
    if calendar.is_working(day) and here.time() <= cut_off and here < calendar.closing(day):
        return calendar.closing(day)
    following = calendar.next_working_day(day)
    return at_second(following, calendar.day(following).periods[0].start)
