"""day of year, day of week, month of year, week of year, today, now."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from engine.feel.run import Run
from engine.feel.signature import builtin
from engine.feel.values import calendar
from engine.feel.values.temporal import AnyDate, AnyDateTime

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DATE = "date: date|date and time"


@builtin("day of year", _DATE, "number")
def day_of_year(run: Run, day: AnyDate | AnyDateTime) -> Decimal:
    """1 for 1 January."""
    return Decimal(calendar.day_of_year(day.year, day.month, day.day))


@builtin("day of week", _DATE, "string")
def day_of_week(run: Run, day: AnyDate | AnyDateTime) -> str:
    """The English name of the weekday, as the standard fixes it."""
    return _DAYS[calendar.weekday(day.year, day.month, day.day) - 1]


@builtin("month of year", _DATE, "string")
def month_of_year(run: Run, day: AnyDate | AnyDateTime) -> str:
    """The English name of the month, as the standard fixes it."""
    return _MONTHS[day.month - 1]


@builtin("week of year", _DATE, "number")
def week_of_year(run: Run, day: AnyDate | AnyDateTime) -> Decimal:
    """The ISO 8601 week."""
    return Decimal(calendar.week_of_year(day.year, day.month, day.day))


@builtin("today", "", "date")
def today(run: Run) -> date:
    """The day of the injected clock."""
    return run.clock().date()


@builtin("now", "", "date and time")
def now(run: Run) -> datetime:
    """The moment of the injected clock."""
    return run.clock()
