"""A year of a calendar as twelve small months."""

from __future__ import annotations

import calendar as weeks
from dataclasses import dataclass
from datetime import date

from admin_ui.system.calendars.names import MONTHS
from engine.clock import Calendar
from engine.clock.calendars.days import Day
from engine.text import Text

_USUAL = 8 * 3600


@dataclass(frozen=True)
class Cell:
    """One day: ``kind`` is work, part (less than a full day), off, holiday, swapped or special."""

    day: date
    kind: str
    reason: Text | None


@dataclass(frozen=True)
class Month:
    """A month as weeks from Monday to Sunday; None stands for days of its neighbours."""

    name: Text
    weeks: tuple[tuple[Cell | None, ...], ...]


def year(calendar: Calendar, number: int) -> tuple[Month, ...]:
    """Draw a year."""
    return tuple(_month(calendar, number, month) for month in range(1, 13))


def exceptional(months: tuple[Month, ...]) -> list[Cell]:
    """The days with a reason of their own, in order."""
    return [cell for month in months for week in month.weeks for cell in week if cell and cell.reason]


def _month(calendar: Calendar, year: int, month: int) -> Month:
    rows = weeks.Calendar().monthdatescalendar(year, month)
    drawn = tuple(tuple(_cell(calendar, day) if day.month == month else None for day in row) for row in rows)
    return Month(MONTHS[month - 1], drawn)


def _cell(calendar: Calendar, day: date) -> Cell:
    worth = calendar.day(day)
    return Cell(day, _kind(worth), worth.reason)


def _kind(day: Day) -> str:
    if day.kind != "week":
        return day.kind
    return "off" if not day.seconds else "work" if day.seconds >= _USUAL else "part"
