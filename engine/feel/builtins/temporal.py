"""date, time, date and time, duration, years and months duration."""

from __future__ import annotations

from datetime import datetime, time, tzinfo
from decimal import Decimal
from typing import Any

from engine.feel.run import Run
from engine.feel.signature import Failed, NoResult, builtin
from engine.feel.values.durations import SECOND, DayTimeDuration, YearMonthDuration, duration_from
from engine.feel.values.numbers import CONTEXT
from engine.feel.values.reading import date_from, datetime_from, time_from
from engine.feel.values.temporal import (
    AnyDate,
    AnyDateTime,
    AnyTime,
    FineTime,
    WideDateTime,
    date_of,
    make_date,
    make_datetime,
    make_time,
    midnight,
    time_of,
)
from engine.feel.values.zones import fixed_zone, named_zone


def _read(found: Any, text: str) -> Any:
    if found is None:
        raise Failed("text.temporal", text)
    return found


def _made(found: Any) -> Any:
    if found is None:
        raise NoResult("không có ngày giờ như vậy", "there is no such date or time")
    return found


@builtin("date", "from: string", "date")
def date_from_text(run: Run, text: str) -> Any:
    """The day a text writes as 2025-07-01."""
    return _read(date_from(text), text)


@builtin("date", "from: date|date and time", "date")
def date_from_moment(run: Run, moment: AnyDate | AnyDateTime) -> AnyDate:
    """The day of a moment."""
    return date_of(moment) if isinstance(moment, (datetime, WideDateTime)) else moment


@builtin("date", "year: number, month: number, day: number", "date")
def date_from_parts(run: Run, year: Decimal, month: Decimal, day: Decimal) -> Any:
    """The day of those numbers."""
    return _made(make_date(int(year), int(month), int(day)))


@builtin("time", "from: string", "time")
def time_from_text(run: Run, text: str) -> Any:
    """The time a text writes as 10:30:00, perhaps with a zone."""
    return _read(time_from(text), text)


@builtin("time", "from: time|date and time|date", "time")
def time_from_moment(run: Run, moment: AnyTime | AnyDateTime | AnyDate) -> AnyTime:
    """The time of day of a moment; that of a date is midnight in UTC."""
    if isinstance(moment, (time, FineTime)):
        return moment
    return time_of(moment if isinstance(moment, (datetime, WideDateTime)) else midnight(moment))


def _clock(hour: Decimal, minute: Decimal, second: Decimal, zone: tzinfo | None) -> Any:
    nanoseconds = int(CONTEXT.multiply(second, Decimal(SECOND))) if 0 <= second < 60 else -1
    return _made(make_time(int(hour), int(minute), nanoseconds // SECOND, nanoseconds % SECOND, zone))


def _offset_zone(offset: DayTimeDuration | None) -> tzinfo | None:
    return None if offset is None else _made(fixed_zone(int(offset.total_seconds)))


@builtin("time", "hour: number, minute: number, second: number, offset?: days and time duration?", "time")
def time_from_parts(
    run: Run, hour: Decimal, minute: Decimal, second: Decimal, offset: DayTimeDuration | None = None
) -> Any:
    """The time of day of those numbers, so far ahead of UTC."""
    return _clock(hour, minute, second, _offset_zone(offset))


@builtin("date and time", "from: string", "date and time")
def moment_from_text(run: Run, text: str) -> Any:
    """The moment a text writes as 2025-07-01T10:30:00, perhaps with a zone; a day alone is its midnight."""
    return _read(datetime_from(text), text)


@builtin("date and time", "date: date|date and time, time: time", "date and time")
def moment_from_day_and_time(run: Run, day: AnyDate | AnyDateTime, clock: AnyTime) -> AnyDateTime:
    """The moment of a day and a time of day."""
    return make_datetime(date_from_moment(run, day), clock)


_PARTS = "year: number, month: number, day: number, hour: number, minute: number, second: number"


def _moment(parts: tuple[Decimal, ...], zone: tzinfo | None) -> AnyDateTime:
    day = _made(make_date(int(parts[0]), int(parts[1]), int(parts[2])))
    return make_datetime(day, _clock(parts[3], parts[4], parts[5], zone))


@builtin("date and time", _PARTS, "date and time")
def moment_from_parts(run: Run, *parts: Decimal) -> AnyDateTime:
    """The moment of those numbers."""
    return _moment(parts, None)


@builtin("date and time", _PARTS + ", offset: days and time duration", "date and time")
def moment_with_offset(run: Run, *parts: Any) -> AnyDateTime:
    """The moment of those numbers, so far ahead of UTC."""
    return _moment(parts[:6], _offset_zone(parts[6]))


@builtin("date and time", _PARTS + ", timezone: string", "date and time")
def moment_in_zone(run: Run, *parts: Any) -> AnyDateTime:
    """The moment of those numbers in a zone of the IANA database."""
    return _moment(parts[:6], _made(named_zone(parts[6])))


@builtin("duration", "from: string")
def duration_from_text(run: Run, text: str) -> Any:
    """The duration a text writes as P3DT2H or P1Y2M."""
    return _read(duration_from(text), text)


@builtin("years and months duration", "from: date|date and time, to: date|date and time", "years and months duration")
def years_and_months(run: Run, start: AnyDate | AnyDateTime, end: AnyDate | AnyDateTime) -> YearMonthDuration:
    """The whole months between two days; the time of day does not count."""
    months = (end.year - start.year) * 12 + end.month - start.month
    days = end.day - start.day
    if months > 0 and days < 0:
        months -= 1
    elif months < 0 and days > 0:
        months += 1
    return YearMonthDuration(months)
