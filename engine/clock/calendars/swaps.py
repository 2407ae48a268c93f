"""What a nation's yearly list may not say: days of other years, and swaps that swap nothing."""

from __future__ import annotations

from datetime import date

from engine.clock.problems import CalendarProblem
from engine.text import Text

_SATURDAY = 5


def of_year(day: date, year: int) -> date:
    """Return ``day``; raises CalendarProblem when it does not belong to the year of the list."""
    if day.year != year:
        raise CalendarProblem(
            Text(
                f"Ngày {day:%d/%m/%Y} không thuộc năm {year}; hãy khai trong danh sách của năm {day.year}.",
                f"{day:%d/%m/%Y} is not a day of {year}; put it into the list of {day.year}.",
            )
        )
    return day


def check_swap(off: date, work: date, year: int) -> None:
    """Refuse a swap that gives a weekend off, makes up on a weekday, or touches neither side of the year."""
    if off.year != year:
        of_year(work, year)
    if off.weekday() >= _SATURDAY:
        raise CalendarProblem(
            Text(
                f"Không thể hoán đổi ngày {off:%d/%m/%Y}: đó là ngày nghỉ cuối tuần, không có giờ làm việc để làm bù.",
                f"{off:%d/%m/%Y} cannot be swapped: it is a weekend, there is no work to make up for.",
            )
        )
    if work.weekday() < _SATURDAY:
        raise CalendarProblem(
            Text(
                f"Không thể làm bù vào ngày {work:%d/%m/%Y}: ngày đó trong tuần vốn đã làm việc.",
                f"{work:%d/%m/%Y} cannot make up for another day: it is a working weekday already.",
            )
        )
