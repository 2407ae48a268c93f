"""The calendars that come with the product, by name."""

from __future__ import annotations

from engine.clock.calendars.calendar import Calendar
from engine.clock.calendars.hours import Week, periods
from engine.clock.calendars.vietnam import VietnameseDays
from engine.clock.problems import CalendarProblem
from engine.text import Text

_OFFICE = periods("08:00-12:00", "13:00-17:00")
_WARD = periods("07:30-11:30", "13:00-17:00")
OFFICE_WEEK: Week = (_OFFICE, _OFFICE, _OFFICE, _OFFICE, _OFFICE, (), ())
WARD_WEEK: Week = (_WARD, _WARD, _WARD, _WARD, _WARD, periods("07:30-11:30"), ())

BUILT_IN = {
    calendar.name: calendar
    for calendar in (
        Calendar.weekly("standard-8-12-13-17", OFFICE_WEEK),
        Calendar.weekly("ward-0730-sat", WARD_WEEK),
        Calendar.weekly("vn", OFFICE_WEEK, VietnameseDays.shipped()),
        Calendar.weekly("vn-ward-0730-sat", WARD_WEEK, VietnameseDays.shipped()),
    )
}


def builtin(name: str) -> Calendar:
    """Return a built-in calendar; raises CalendarProblem for an unknown name."""
    try:
        return BUILT_IN[name]
    except KeyError:
        known = ", ".join(BUILT_IN)
        raise CalendarProblem(
            Text(f"Không có lịch “{name}”; các lịch có sẵn: {known}.", f"No calendar “{name}”; there are: {known}.")
        ) from None
