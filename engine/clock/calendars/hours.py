"""Working hours: the open periods of a day, and of each day of the week while they are valid."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from engine.clock.problems import CalendarProblem
from engine.text import Text

_PERIOD = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")
_DAY = 24 * 3600


class Period(NamedTuple):
    """An open stretch of one day, in seconds after midnight; the start belongs to it, the end does not."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{_clock(self.start)}-{_clock(self.end)}"


Periods = tuple[Period, ...]
Week = tuple[Periods, Periods, Periods, Periods, Periods, Periods, Periods]
"""The periods of Monday … Sunday."""


@dataclass(frozen=True)
class Hours:
    """A week's working hours and the days they are valid on (both ends included; None = unbounded)."""

    week: Week
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether these hours are in force on ``day``."""
        after_start = self.valid_from is None or self.valid_from <= day
        return after_start and (self.valid_to is None or day <= self.valid_to)


def periods(*texts: str) -> Periods:
    """Read periods written ``07:30-11:30``; raise CalendarProblem when one is unreadable or they overlap."""
    read = tuple(sorted(_read(text) for text in texts))
    for earlier, later in zip(read, read[1:], strict=False):
        if later.start < earlier.end:
            raise CalendarProblem(
                Text(f"Giờ làm việc {earlier} và {later} chồng nhau.", f"Working hours {earlier} and {later} overlap.")
            )
    return _joined(read)


def _read(text: str) -> Period:
    match = _PERIOD.fullmatch(text.strip())
    if match:
        first_hour, first_minute, last_hour, last_minute = map(int, match.groups())
        period = Period(first_hour * 3600 + first_minute * 60, last_hour * 3600 + last_minute * 60)
        if period.start < period.end <= _DAY and max(first_minute, last_minute) < 60:
            return period
    raise CalendarProblem(
        Text(
            f"Không đọc được giờ làm việc “{text}”; hãy viết như 07:30-11:30.",
            f"Cannot read the working hours “{text}”; write them like 07:30-11:30.",
        )
    )


def _joined(read: Periods) -> Periods:
    """Make one period of two that touch, so that a period's end is always a real pause in the work."""
    joined: list[Period] = []
    for period in read:
        if joined and joined[-1].end == period.start:
            joined[-1] = Period(joined[-1].start, period.end)
        else:
            joined.append(period)
    return tuple(joined)


def _clock(second: int) -> str:
    return f"{second // 3600:02d}:{second % 3600 // 60:02d}"
