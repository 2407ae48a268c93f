"""A working calendar: which seconds of which days count, and the arithmetic on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from engine.clock.calendars.days import Day, DayList, Exception_, FixedDays
from engine.clock.calendars.hours import Hours, Period, Periods, Week
from engine.clock.due import Due
from engine.clock.problems import CalendarProblem
from engine.clock.working import between, forward
from engine.clock.zone import at_second, local, second_of_day
from engine.text import Text

DAY_SECONDS = 8 * 3600
"""One working day is eight working hours, whatever a unit's opening hours are (rule C2)."""
_IDLE_LIMIT = 400


@dataclass(frozen=True, eq=False)
class Calendar:
    """Working hours of a unit with their exceptions.

    ``hours``: the week's hours, each with its validity; the first that holds on a day wins.
    ``lists``: exceptions; the first list that knows a day wins (a unit's own before the nation's).
    """

    name: str
    hours: tuple[Hours, ...]
    lists: tuple[DayList, ...] = ()
    day_seconds: int = DAY_SECONDS
    _known: dict[date, Day] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def weekly(cls, name: str, week: Week, *lists: DayList) -> Calendar:
        """Build a calendar whose hours never change."""
        return cls(name, (Hours(week),), lists)

    def with_holidays(self, *days: date) -> Calendar:
        """Return this calendar with some more days off, which win over every list."""
        reason = Text("Ngày nghỉ khai báo thêm", "Additional day off")
        listed = FixedDays({day: Exception_("holiday", reason) for day in days})
        return replace(self, lists=(listed, *self.lists))

    def day(self, day: date) -> Day:
        """Return what ``day`` is worth in this calendar."""
        known = self._known.get(day)
        if known is None:
            known = self._known[day] = self._work_out(day)
        return known

    def provisional(self, first: date, last: date) -> bool:
        """Say whether a list is still undecided about a year between the two days."""
        return any(listed.undecided(year) for year in range(first.year, last.year + 1) for listed in self.lists)

    def is_working(self, day: date) -> bool:
        """Say whether anybody works on ``day``."""
        return bool(self.day(day).periods)

    def is_open(self, instant: datetime) -> bool:
        """Say whether ``instant`` lies in working hours, their very ends included."""
        here = local(instant)
        return any(period.start <= second_of_day(here) <= period.end for period in self.day(here.date()).periods)

    def next_opening(self, instant: datetime) -> datetime:
        """Return ``instant`` itself when the office is open at it, otherwise the next opening."""
        here = local(instant)
        day, period = next(self.periods_from(here))
        return max(here, at_second(day, period.start))

    def closing(self, day: date) -> datetime:
        """Return the end of the working day ``day``; raises CalendarProblem when nobody works on it."""
        worked = self.day(day).periods
        if not worked:
            raise CalendarProblem(Text(f"{day:%d/%m/%Y} không phải ngày làm việc.", f"{day:%d/%m/%Y} is a day off."))
        return at_second(day, worked[-1].end)

    def next_working_day(self, day: date) -> date:
        """Return the first working day after ``day``."""
        return next(self.periods_from(at_second(day, 86400)))[0]

    def add_working(self, start: datetime, seconds: int) -> Due:
        """Return the first instant by which ``seconds`` of working time have passed since ``start``.

        A time that falls on the end of a period stays there (vector V10).
        """
        return Due(local(start), forward(self, start, seconds), self)

    def working_seconds(self, start: datetime, end: datetime) -> int:
        """Return the working seconds between two instants; negative when ``end`` comes first."""
        return between(self, start, end)

    def periods_from(self, start: datetime) -> Iterator[tuple[date, Period]]:
        """Yield the open periods that end after ``start``, for ever.

        Raises CalendarProblem when a year and more pass without any: such a calendar never reaches a due date.
        """
        day, second, idle = start.date(), second_of_day(start), 0
        while idle <= _IDLE_LIMIT:
            for period in self.day(day).periods:
                if period.end > second:
                    idle = 0
                    yield day, period
            day, second, idle = _tomorrow(day), 0, idle + 1
        raise CalendarProblem(
            Text(
                f"Lịch “{self.name}” không có giờ làm việc nào trong hơn một năm trước {day:%d/%m/%Y}.",
                f"The calendar “{self.name}” has no working hours for more than a year before {day:%d/%m/%Y}.",
            )
        )

    def _work_out(self, day: date) -> Day:
        listed = next((found for days in self.lists if (found := days.exception(day))), None)
        if listed is None:
            return _day(self._week_on(day)[day.weekday()])
        if listed.kind == "swapped" and not listed.periods and listed.like is not None:
            return _day(self._week_on(day)[listed.like], listed)
        return _day(listed.periods, listed)

    def _week_on(self, day: date) -> Week:
        for hours in self.hours:
            if hours.holds_on(day):
                return hours.week
        raise CalendarProblem(
            Text(
                f"Lịch “{self.name}” không có giờ làm việc có hiệu lực ngày {day:%d/%m/%Y}.",
                f"The calendar “{self.name}” has no working hours in force on {day:%d/%m/%Y}.",
            )
        )


def _day(worked: Periods, listed: Exception_ | None = None) -> Day:
    seconds = sum(period.end - period.start for period in worked)
    return Day(worked, seconds, listed.kind if listed else "week", listed.reason if listed else None)


def _tomorrow(day: date) -> date:
    try:
        return day + timedelta(days=1)
    except OverflowError:
        raise CalendarProblem(Text("Thời hạn vượt quá năm 9999.", "The term reaches beyond the year 9999.")) from None
