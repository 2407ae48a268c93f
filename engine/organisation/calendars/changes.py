"""A change of calendars, before and after it is kept: what it makes of the book, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from engine.clock import Calendar, CalendarProblem
from engine.organisation.calendars.book import Book
from engine.platform.errors import Invalid
from engine.text import Text

Kind = Literal["calendar", "year", "unit"]
_BACK, _AHEAD, _REST = timedelta(days=400), timedelta(days=3 * 366), 31


@dataclass(frozen=True)
class Change:
    """``subject``: a calendar's name, a year, or a unit; ``payload`` the document, or which units keep what from when.

    ``said`` tells an administrator what it is; ``decision`` names what it rests on.
    """

    kind: Kind
    subject: str
    payload: Mapping[str, Any]
    said: Text
    decision: str = ""

    def applied_to(self, book: Book) -> Book:
        """The book as it will be."""
        if self.kind == "calendar":
            return book.with_calendar(self.subject, self.payload)
        if self.kind == "year":
            return book.with_year(int(self.subject), self.payload)
        for unit_id in self.payload["units"]:
            book = book.with_unit(unit_id, self.payload["calendar"], date.fromisoformat(self.payload["from"]))
        return book


def checked(change: Change, book: Book, today: date) -> Book:
    """The book as it will be; raises ``Invalid`` naming the day and what is wrong with it."""
    try:
        after = change.applied_to(book)
        if change.kind == "year" and int(change.payload["year"]) != int(change.subject):
            raise CalendarProblem(
                Text(f"Danh sách này là của năm {change.payload['year']}.", f"This is {change.payload['year']}'s list.")
            )
        for name in after.names:
            _worked(after.calendar(name), today)
        if change.kind == "unit":
            after.calendar(change.payload["calendar"])
    except CalendarProblem as problem:
        raise Invalid(problem.text, where="calendar") from problem
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Invalid(
            Text(f"Không đọc được lịch: thiếu hoặc sai “{error}”.", f"The calendar cannot be read: {error}."),
            where="calendar",
        ) from error
    return after


def _worked(calendar: Calendar, today: date) -> None:
    """Every day must have hours in force, and no month may pass without work."""
    day, idle = today - _BACK, 0
    while day <= today + _AHEAD:
        idle = 0 if calendar.is_working(day) else idle + 1
        if idle > _REST:
            raise CalendarProblem(
                Text(
                    f"Lịch “{calendar.name}” không có giờ làm việc nào trong {_REST} ngày liền, đến {day:%d/%m/%Y}.",
                    f"The calendar “{calendar.name}” has no working hours for {_REST} days up to {day:%d/%m/%Y}.",
                )
            )
        day += timedelta(days=1)
