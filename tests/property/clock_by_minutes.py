"""The legal clock written a second time, slowly and without sharing code: it walks minute by minute.

Minutes are counted from midnight of 1 January 2026, Vietnamese time. Calendars are written out again by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

DAY = 24 * 60
FIRST = date(2026, 1, 1)
OFFICE = ((480, 720), (780, 1020))
WARD = ((450, 690), (780, 1020))
HOLIDAYS_2026 = {
    (1, 1), (1, 2), (2, 16), (2, 17), (2, 18), (2, 19), (2, 20), (4, 26), (4, 27),
    (4, 30), (5, 1), (8, 31), (9, 1), (9, 2), (11, 24),
}  # fmt: skip
WORKED_SATURDAYS_2026 = {(1, 10), (8, 22)}


def _office(day: date) -> tuple[tuple[int, int], ...]:
    return OFFICE if day.weekday() < 5 else ()


def _ward(day: date) -> tuple[tuple[int, int], ...]:
    if day.weekday() == 5:
        return WARD[:1]
    return WARD if day.weekday() < 5 else ()


def _vietnam(day: date) -> tuple[tuple[int, int], ...]:
    if (day.month, day.day) in HOLIDAYS_2026:
        return ()
    return OFFICE if (day.month, day.day) in WORKED_SATURDAYS_2026 else _office(day)


CALENDARS: dict[str, Callable[[date], tuple[tuple[int, int], ...]]] = {
    "standard-8-12-13-17": _office,
    "ward-0730-sat": _ward,
    "vn": _vietnam,
}


@cache
def open_minutes(calendar: str, day: int) -> frozenset[int]:
    """The open minutes of the day with this number."""
    periods = CALENDARS[calendar](FIRST + timedelta(days=day))
    return frozenset(day * DAY + minute for start, end in periods for minute in range(start, end))


def is_open(calendar: str, minute: int) -> bool:
    """Whether somebody works in this minute."""
    return minute in open_minutes(calendar, minute // DAY)


@dataclass
class Stop:
    """A stretch without counting; ``end`` None while it lasts."""

    start: int
    end: int | None

    def covers(self, minute: int) -> bool:
        """Whether the clock stands still in this minute."""
        return self.start <= minute and (self.end is None or minute < self.end)


def worked_until(calendar: str, start: int, minutes: int, stops: list[Stop]) -> int | None:
    """Walk until so many minutes were worked; None when a stop that still lasts comes first."""
    here, worked = start, 0
    never = min((stop.start for stop in stops if stop.end is None), default=None)
    while worked < minutes:
        if never is not None and here >= never:
            return None
        if is_open(calendar, here) and not any(stop.covers(here) for stop in stops):
            worked += 1
        here += 1
    return here


def worked_between(calendar: str, start: int, end: int, stops: list[Stop]) -> int:
    """Count the worked minutes of a stretch one by one."""
    return sum(
        is_open(calendar, minute) and not any(stop.covers(minute) for stop in stops) for minute in range(start, end)
    )


def end_of_day(calendar: str, day: int) -> int:
    """When work ends on a day, or its midnight."""
    return max(open_minutes(calendar, day), default=day * DAY + DAY - 1) + 1


def days_until(calendar: str, start: int, days: int, stops: list[Stop]) -> int | None:
    """Walk from day to day; a day counts when the clock runs at its end."""
    day, counted = start // DAY, 0
    while True:
        day += 1
        end = end_of_day(calendar, day)
        if any(stop.start < end and stop.end is None for stop in stops):
            return None
        if not any(stop.start < end < (stop.end or 0) for stop in stops):
            counted += 1
            if counted >= days and open_minutes(calendar, day):
                return end


def same_day_minutes(calendar: str, start: int, cut_off: int) -> tuple[int, int]:
    """From when a same-day term counts, and how many minutes."""
    day = start // DAY
    if start - day * DAY > cut_off or not any(minute >= start for minute in open_minutes(calendar, day)):
        day += 1
        while not open_minutes(calendar, day):
            day += 1
        start = day * DAY
    return start, sum(minute >= start for minute in open_minutes(calendar, day))


@dataclass
class SlowTerm:
    """A term in minutes (working units), days (calendar days), or a cut-off (same day)."""

    unit: str
    parts: list[int]
    cut_off: int
    on_supplement: str


@dataclass
class Count:
    """One count of a phase."""

    phase: int
    start: int
    ended: int | None = None
    annulled: bool = False
    extension: tuple[int, int] | None = None


@dataclass
class SlowClock:
    """The state machine of a ledger: fed with events in order of time, then asked."""

    term: SlowTerm
    calendar: str
    counts: list[Count] = field(default_factory=list)
    waits: list[tuple[str, str, Stop]] = field(default_factory=list)
    finished: int | None = None

    def accept(self, at: int) -> None:
        """Start the first count."""
        self.counts.append(Count(0, at))

    def ask(self, kind: str, at: int, clock: str) -> None:
        """Open a wait."""
        self.waits.append((kind, clock, Stop(at, None)))
        if kind == "sent_to_tax" and self.counts[-1].phase + 1 < len(self.term.parts):
            self.counts[-1].ended = at

    def answer(self, kind: str, at: int) -> None:
        """Close a wait and draw its consequence."""
        (clock, stop), *_ = [(clock, stop) for opened, clock, stop in self.waits if opened == kind and stop.end is None]
        stop.end = at
        last = self.counts[-1]
        if kind == "sent_to_tax" and last.phase + 1 < len(self.term.parts):
            last.ended = at if last.ended is None else last.ended
            self.counts.append(Count(last.phase + 1, at))
        elif clock == "reset":
            last.annulled, last.ended = True, max(last.start, stop.start)
            self.counts.append(Count(last.phase, at))

    def extend(self, at: int, new_due: int) -> None:
        """Move the due date."""
        self.counts[-1].extension = (at, new_due)

    def stops(self, before: int | None = None) -> list[Stop]:
        """The waits that stop the clock."""
        return [
            stop for _, clock, stop in self.waits if clock != "continue" and (before is None or stop.start < before)
        ]

    def base_due(self, count: Count, stops: list[Stop]) -> int | None:
        """When a count ends without its extension."""
        if self.term.unit == "calendar_days":
            return days_until(self.calendar, count.start, self.term.parts[count.phase], stops)
        if self.term.unit == "same_day":
            start, minutes = same_day_minutes(self.calendar, count.start, self.term.cut_off)
            return worked_until(self.calendar, start, minutes, stops)
        return worked_until(self.calendar, count.start, self.term.parts[count.phase], stops)

    def due(self, count: Count) -> int | None:
        """When a count ends."""
        stops = self.stops(count.ended)
        base = self.base_due(count, stops)
        if count.extension is None or base is None:
            return base
        act, new_due = count.extension
        if not any(act <= stop.start < new_due for stop in stops):
            return new_due
        known = self.base_due(count, [stop for stop in stops if stop.start < act])
        assert known is not None
        if self.term.unit == "calendar_days":
            return days_until(self.calendar, base, new_due // DAY - known // DAY, stops)
        return worked_until(self.calendar, base, worked_between(self.calendar, known, new_due, []), stops)

    def dues(self) -> Iterator[int | None]:
        """The appointments of the phases."""
        return (self.due(count) for count in self.counts if not count.annulled)

    @property
    def current(self) -> int | None:
        """The due date that binds."""
        return None if self.counts[-1].ended is not None else self.due(self.counts[-1])

    @property
    def status(self) -> str:
        """Finished, stopped or running."""
        if self.finished is not None:
            return "finished"
        stopped = any(stop.end is None for stop in self.stops()) or self.counts[-1].ended is not None
        return "stopped" if stopped else "running"

    def counted(self, until: int) -> int:
        """Worked minutes that count, of all counts that were not annulled (terms in working time only)."""
        total = 0
        for count in self.counts:
            if not count.annulled:
                due = self.due(count)
                end = min(moment for moment in (count.ended, due, until) if moment is not None)
                start = count.start
                if self.term.unit == "same_day":
                    start = same_day_minutes(self.calendar, start, self.term.cut_off)[0]
                total += worked_between(self.calendar, start, end, self.stops())
        return total
