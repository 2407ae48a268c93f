"""Dates and times: Python's own types where they can hold the value, wider ones beyond year 9999 or a microsecond."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from typing import TypeAlias

from engine.feel.values import calendar
from engine.feel.values.durations import DAY, HOUR, MINUTE, SECOND
from engine.feel.values.zones import offset_at, printed_zone


@dataclass(frozen=True, slots=True)
class WideDate:
    """A date in a year Python's calendar does not have."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return printed_day(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class FineTime:
    """A time of day finer than a microsecond."""

    hour: int
    minute: int
    second: int
    nanosecond: int
    tzinfo: tzinfo | None = None

    def __str__(self) -> str:
        return printed_clock(self) + printed_zone(self.tzinfo)


@dataclass(frozen=True, slots=True)
class WideDateTime:
    """A date and time Python's datetime cannot hold: another year, or finer than a microsecond."""

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int
    nanosecond: int
    tzinfo: tzinfo | None = None

    def __str__(self) -> str:
        return f"{printed_day(self.year, self.month, self.day)}T{printed_clock(self)}{printed_zone(self.tzinfo)}"


AnyDate: TypeAlias = date | WideDate
AnyTime: TypeAlias = time | FineTime
AnyDateTime: TypeAlias = datetime | WideDateTime


def make_date(year: int, month: int, day: int) -> AnyDate | None:
    """The date of those numbers, or None when there is no such day."""
    if not calendar.valid(year, month, day):
        return None
    return date(year, month, day) if 1 <= year <= 9999 else WideDate(year, month, day)


def make_time(hour: int, minute: int, second: int, nanosecond: int, zone: tzinfo | None) -> AnyTime | None:
    """The time of day of those numbers, or None when there is none."""
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        return None
    if nanosecond % 1000:
        return FineTime(hour, minute, second, nanosecond, zone)
    return time(hour, minute, second, nanosecond // 1000, zone)


def make_datetime(day: AnyDate, clock: AnyTime) -> AnyDateTime:
    """The moment a day and a time of day make; the zone is the time's."""
    fraction = nanosecond(clock)
    if isinstance(day, WideDate) or fraction % 1000:
        parts = (clock.hour, clock.minute, clock.second, fraction, clock.tzinfo)
        return WideDateTime(day.year, day.month, day.day, *parts)
    return datetime(
        day.year, day.month, day.day, clock.hour, clock.minute, clock.second, fraction // 1000, clock.tzinfo
    )


def nanosecond(moment: AnyTime | AnyDateTime) -> int:
    """The fraction of the second, in nanoseconds."""
    if isinstance(moment, (FineTime, WideDateTime)):
        return moment.nanosecond
    return moment.microsecond * 1000


def clock_nanoseconds(moment: AnyTime | AnyDateTime) -> int:
    """Nanoseconds since midnight, as the clock on the wall shows."""
    return moment.hour * HOUR + moment.minute * MINUTE + moment.second * SECOND + nanosecond(moment)


def date_of(moment: AnyDateTime) -> AnyDate:
    """The day of a moment, as its own calendar shows."""
    if isinstance(moment, datetime):
        return moment.date()
    made = make_date(moment.year, moment.month, moment.day)
    assert made is not None
    return made


def time_of(moment: AnyDateTime) -> AnyTime:
    """The time of day of a moment, with its zone."""
    made = make_time(moment.hour, moment.minute, moment.second, nanosecond(moment), moment.tzinfo)
    assert made is not None
    return made


def offset_seconds(moment: AnyTime | AnyDateTime) -> int | None:
    """Seconds ahead of UTC, or None without a zone (a time of day uses the zone's standard time)."""
    zone = moment.tzinfo
    if zone is None:
        return None
    if isinstance(moment, (time, FineTime)):
        return offset_at(zone, None)
    if isinstance(moment, datetime):
        return offset_at(zone, moment.replace(tzinfo=None, fold=moment.fold))
    like = 2000 + moment.year % 400 if moment.year > 9999 else max(moment.year, 1)
    day = min(moment.day, calendar.days_in(like, moment.month))
    return offset_at(zone, datetime(like, moment.month, day, moment.hour, moment.minute, moment.second))


def wall_nanoseconds(moment: AnyDateTime) -> int:
    """Nanoseconds since 1 January 1970 on the moment's own wall, zone not considered."""
    return calendar.day_number(moment.year, moment.month, moment.day) * DAY + clock_nanoseconds(moment)


def from_wall(nanoseconds: int, zone: tzinfo | None) -> AnyDateTime | None:
    """The moment at that distance from 1 January 1970 on a wall of the zone; None beyond the calendar."""
    days, rest = divmod(nanoseconds, DAY)
    made = make_date(*calendar.from_day_number(days))
    return None if made is None else make_datetime(made, from_clock(rest, zone))


def from_clock(nanoseconds: int, zone: tzinfo | None) -> AnyTime:
    """The time of day so many nanoseconds after midnight (a full turn of the clock starts again)."""
    seconds, fraction = divmod(nanoseconds % DAY, SECOND)
    made = make_time(seconds // 3600, seconds // 60 % 60, seconds % 60, fraction, zone)
    assert made is not None
    return made


def midnight(day: AnyDate, zone: tzinfo | None = UTC) -> AnyDateTime:
    """The start of a day; a date stands for its midnight in UTC (DMN 1.5, 10.3.2.3.5)."""
    return make_datetime(day, time(0, 0, tzinfo=zone))


def printed_day(year: int, month: int, day: int) -> str:
    """2025-07-01; years beyond four digits as they are, negative ones with their sign."""
    return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}"


def printed_clock(moment: AnyTime | AnyDateTime) -> str:
    """10:30:00, with the fraction of a second only where there is one."""
    fraction = nanosecond(moment)
    tail = f".{fraction:09}".rstrip("0") if fraction else ""
    return f"{moment.hour:02}:{moment.minute:02}:{moment.second:02}{tail}"


def printed_temporal(value: AnyDate | AnyTime | AnyDateTime) -> str:
    """A date, time or both, in ISO form with the zone as FEEL writes it."""
    if isinstance(value, (WideDate, FineTime, WideDateTime)):
        return str(value)
    if isinstance(value, datetime):
        return f"{printed_day(value.year, value.month, value.day)}T{printed_clock(value)}{printed_zone(value.tzinfo)}"
    if isinstance(value, time):
        return printed_clock(value) + printed_zone(value.tzinfo)
    return printed_day(value.year, value.month, value.day)
