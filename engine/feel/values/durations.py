"""The two durations of FEEL: days and time (an amount of nanoseconds), years and months (an amount of months)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

SECOND = 1_000_000_000
MINUTE, HOUR, DAY = 60 * SECOND, 3600 * SECOND, 86400 * SECOND


@dataclass(frozen=True, slots=True, order=True)
class DayTimeDuration:
    """A length of time counted in nanoseconds; the parts are normalised (hours < 24 and so on) and carry the sign."""

    nanoseconds: int

    def _part(self, unit: int, modulo: int) -> int:
        amount = abs(self.nanoseconds) // unit % modulo
        return -amount if self.nanoseconds < 0 else amount

    @property
    def days(self) -> int:
        """Whole days."""
        amount = abs(self.nanoseconds) // DAY
        return -amount if self.nanoseconds < 0 else amount

    @property
    def hours(self) -> int:
        """Whole hours beyond the days."""
        return self._part(HOUR, 24)

    @property
    def minutes(self) -> int:
        """Whole minutes beyond the hours."""
        return self._part(MINUTE, 60)

    @property
    def seconds(self) -> Decimal:
        """Seconds beyond the minutes, with their fraction."""
        value = seconds_of(abs(self.nanoseconds) % MINUTE)
        return -value if self.nanoseconds < 0 else value

    @property
    def total_seconds(self) -> Decimal:
        """The whole length in seconds."""
        return seconds_of(self.nanoseconds)

    def __str__(self) -> str:
        size = abs(self.nanoseconds)
        days, rest = divmod(size, DAY)
        hours, rest = divmod(rest, HOUR)
        minutes, rest = divmod(rest, MINUTE)
        clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
        if rest:
            clock += f"{seconds_of(rest):f}S"
        text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
        return ("-" if self.nanoseconds < 0 else "") + "P" + (text or "T0S")


@dataclass(frozen=True, slots=True, order=True)
class YearMonthDuration:
    """A number of months; years and months carry the sign."""

    total_months: int

    @property
    def years(self) -> int:
        """Whole years."""
        amount = abs(self.total_months) // 12
        return -amount if self.total_months < 0 else amount

    @property
    def months(self) -> int:
        """Months beyond the years."""
        amount = abs(self.total_months) % 12
        return -amount if self.total_months < 0 else amount

    def __str__(self) -> str:
        years, months = divmod(abs(self.total_months), 12)
        text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
        return ("-" if self.total_months < 0 else "") + "P" + (text or "0M")


def seconds_of(nanoseconds: int) -> Decimal:
    """Nanoseconds as seconds, without trailing zeros."""
    whole, rest = divmod(nanoseconds, SECOND)
    if not rest:
        return Decimal(whole)
    return Decimal(f"{nanoseconds}e-9").normalize()


_DAY_TIME = re.compile(
    r"(-)?P(?:(\d{1,30})D)?(?:T(?=\d)(?:(\d{1,30})H)?(?:(\d{1,30})M)?(?:(\d{1,30})(?:\.(\d{1,9}))?S)?)?", re.ASCII
)
_YEAR_MONTH = re.compile(r"(-)?P(?=\d)(?:(\d{1,30})Y)?(?:(\d{1,30})M)?", re.ASCII)


def duration_from(text: str) -> DayTimeDuration | YearMonthDuration | None:
    """Read "P3DT2H" or "P1Y2M" (XML Schema's two durations); None when it is neither."""
    if len(text) > 100 or text in ("P", "-P"):
        return None
    found = _YEAR_MONTH.fullmatch(text)
    if found:
        sign, years, months = found.groups()
        total = int(years or 0) * 12 + int(months or 0)
        return YearMonthDuration(-total if sign else total)
    found = _DAY_TIME.fullmatch(text)
    if not found:
        return None
    sign, days, hours, minutes, seconds, fraction = found.groups()
    size = int(days or 0) * DAY + int(hours or 0) * HOUR + int(minutes or 0) * MINUTE
    size += int(seconds or 0) * SECOND + int((fraction or "").ljust(9, "0"))
    return DayTimeDuration(-size if sign else size)
