"""A calendar of weeks written as the JSON ``read_calendar`` reads, so that a built-in one can be changed."""

from __future__ import annotations

from typing import Any

from engine.clock.calendars.calendar import Calendar
from engine.clock.calendars.hours import Week
from engine.clock.calendars.vietnam import VietnameseDays

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def as_document(calendar: Calendar) -> dict[str, Any]:
    """Return a built-in calendar as JSON; only its hours and whether the nation's holidays count are said."""
    national = any(isinstance(days, VietnameseDays) for days in calendar.lists)
    return {"name": calendar.name, "national_holidays": national, "week": week_as_json(calendar.hours[-1].week)}


def week_as_json(week: Week) -> dict[str, list[str]]:
    """Return the hours of a week by weekday; days without hours are left out."""
    return {name: [str(period) for period in day] for name, day in zip(WEEKDAYS, week, strict=True) if day}
