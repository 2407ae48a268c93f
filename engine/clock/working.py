"""Arithmetic on working time: forward to a due date, back to an inner one, and between two instants."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from engine.clock.problems import CalendarProblem
from engine.clock.zone import at_second, local, second_of_day
from engine.text import Text

if TYPE_CHECKING:
    from engine.clock.calendars.calendar import Calendar

_IDLE_LIMIT = 400


def forward(calendar: Calendar, start: datetime, seconds: int) -> datetime:
    """Return the first instant by which ``seconds`` of working time have passed since ``start``.

    A result on the end of a period stays there; nothing to wait for returns ``start`` itself. O(days).
    """
    here = local(start)
    left = _amount(seconds)
    if left == 0:
        return here
    for day, period in calendar.periods_from(here):
        first = max(period.start, second_of_day(here)) if day == here.date() else period.start
        if left <= period.end - first:
            return at_second(day, first + left)
        left -= period.end - first
    raise AssertionError("periods_from never ends")


def backward(calendar: Calendar, end: datetime, seconds: int) -> datetime:
    """Return the last instant from which ``seconds`` of working time are still left before ``end``. O(days)."""
    here = local(end)
    left = _amount(seconds)
    if left == 0:
        return here
    day, limit, idle = here.date(), second_of_day(here), 0
    while idle <= _IDLE_LIMIT:
        for period in reversed(calendar.day(day).periods):
            length = min(period.end, limit) - period.start
            if left <= length:
                return at_second(day, min(period.end, limit) - left)
            left, idle = left - max(length, 0), 0
        day, limit, idle = day - timedelta(days=1), 86400, idle + 1
    raise CalendarProblem(
        Text(
            f"Lịch “{calendar.name}” không có giờ làm việc trong hơn một năm sau {day:%d/%m/%Y}.",
            f"The calendar “{calendar.name}” has no working hours for more than a year after {day:%d/%m/%Y}.",
        )
    )


def between(calendar: Calendar, start: datetime, end: datetime) -> int:
    """Return the working seconds from ``start`` to ``end``; negative when ``end`` comes first. O(days)."""
    first, last = local(start), local(end)
    if last < first:
        return -between(calendar, last, first)
    day, total = first.date(), 0
    while day < last.date():
        total += calendar.day(day).seconds
        day += timedelta(days=1)
    return total + _until(calendar, day, second_of_day(last)) - _until(calendar, first.date(), second_of_day(first))


def _until(calendar: Calendar, day: date, second: int) -> int:
    """Return the working seconds of ``day`` that lie before ``second``."""
    return sum(max(0, min(period.end, second) - period.start) for period in calendar.day(day).periods)


def _amount(seconds: int) -> int:
    if seconds < 0:
        raise ValueError("an amount of working time is never negative")
    return seconds
