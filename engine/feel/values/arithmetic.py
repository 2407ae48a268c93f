"""The four operations on every pair of kinds that has them (DMN 1.5, tables 56 to 59); None when a pair has none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import ROUND_HALF_EVEN, Decimal, DecimalException
from typing import Any

from engine.feel.limits import DURATION
from engine.feel.values import calendar
from engine.feel.values.durations import DAY, SECOND, DayTimeDuration, YearMonthDuration
from engine.feel.values.kinds import DATE, DATE_TIME, DAY_TIME, NUMBER, STRING, TIME, YEAR_MONTH, kind_of
from engine.feel.values.numbers import CONTEXT
from engine.feel.values.temporal import (
    AnyDate,
    AnyDateTime,
    AnyTime,
    WideDateTime,
    clock_nanoseconds,
    date_of,
    from_clock,
    from_wall,
    make_date,
    make_datetime,
    midnight,
    offset_seconds,
    time_of,
    wall_nanoseconds,
)

Operation = Callable[[Any, Any], Any]


def instant(moment: AnyDateTime) -> int:
    """Nanoseconds since the epoch; a moment without a zone as if in UTC."""
    return wall_nanoseconds(moment) - (offset_seconds(moment) or 0) * SECOND


def _as_moment(value: AnyDate | AnyDateTime, other: AnyDate | AnyDateTime) -> AnyDateTime:
    if isinstance(value, (datetime, WideDateTime)):
        return value
    local = isinstance(other, (datetime, WideDateTime)) and other.tzinfo is None
    return midnight(value, None if local else UTC)


def subtract_moments(left: AnyDate | AnyDateTime, right: AnyDate | AnyDateTime) -> DayTimeDuration | None:
    """The time between two days or moments; None when only one of them has a zone."""
    first, second = _as_moment(left, right), _as_moment(right, left)
    if (first.tzinfo is None) != (second.tzinfo is None):
        return None
    return DayTimeDuration(instant(first) - instant(second))


def subtract_times(left: AnyTime, right: AnyTime) -> DayTimeDuration | None:
    """The time between two times of day; None when only one of them has a zone."""
    a, b = offset_seconds(left), offset_seconds(right)
    if (a is None) != (b is None):
        return None
    return DayTimeDuration(clock_nanoseconds(left) - clock_nanoseconds(right) - ((a or 0) - (b or 0)) * SECOND)


def move(moment: AnyDateTime, length: DayTimeDuration) -> AnyDateTime | None:
    """A moment so much later, in the same zone; None beyond the calendar."""
    zone = moment.tzinfo
    if zone is None:
        return from_wall(wall_nanoseconds(moment) + length.nanoseconds, None)
    utc = instant(moment) + length.nanoseconds
    plain = from_wall(utc, UTC)
    if isinstance(plain, datetime) and 1 < plain.year < 9999:
        return plain.astimezone(zone)
    guess = from_wall(utc, zone)
    if guess is None:
        return None
    moved = from_wall(utc + (offset_seconds(guess) or 0) * SECOND, zone)
    if moved is None or instant(moved) == utc:
        return moved
    return from_wall(utc + (offset_seconds(moved) or 0) * SECOND, zone)


def move_date(day: AnyDate, length: DayTimeDuration) -> AnyDate | None:
    """The day a moment so much later than midnight falls on."""
    number = calendar.day_number(day.year, day.month, day.day) + length.nanoseconds // DAY
    return make_date(*calendar.from_day_number(number))


def move_time(clock: AnyTime, length: DayTimeDuration) -> AnyTime:
    """A time of day so much later, round the clock."""
    return from_clock(clock_nanoseconds(clock) + length.nanoseconds, clock.tzinfo)


def add_months_to_date(day: AnyDate, length: YearMonthDuration) -> AnyDate | None:
    """The same day of a later month, or its last day."""
    moved = calendar.add_months(day.year, day.month, day.day, length.total_months)
    return None if moved is None else make_date(*moved)


def add_months_to_moment(moment: AnyDateTime, length: YearMonthDuration) -> AnyDateTime | None:
    """The same clock time on the same day of a later month."""
    day = add_months_to_date(date_of(moment), length)
    return None if day is None else make_datetime(day, time_of(moment))


def negative(value: Any) -> Any:
    """``-value`` for a number or a duration."""
    if isinstance(value, DayTimeDuration):
        return DayTimeDuration(-value.nanoseconds)
    if isinstance(value, YearMonthDuration):
        return YearMonthDuration(-value.total_months)
    return CONTEXT.minus(value)


def _whole(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_HALF_EVEN))


def _scaled(amount: int, factor: Decimal) -> int:
    return _whole(CONTEXT.multiply(Decimal(amount), factor))


def _shared(amount: int, divisor: Decimal) -> int:
    return _whole(CONTEXT.divide(Decimal(amount), divisor))


def _months_scaled(length: YearMonthDuration, factor: Decimal) -> YearMonthDuration:
    return YearMonthDuration(int(CONTEXT.multiply(Decimal(length.total_months), factor)))


def _months_shared(length: YearMonthDuration, divisor: Decimal) -> YearMonthDuration:
    return YearMonthDuration(int(CONTEXT.divide(Decimal(length.total_months), divisor)))


def _flip(operation: Operation) -> Operation:
    return lambda left, right: operation(right, left)


ADD: dict[tuple[str, str], Operation] = {
    (NUMBER, NUMBER): CONTEXT.add,
    (STRING, STRING): lambda a, b: a + b,
    (DAY_TIME, DAY_TIME): lambda a, b: DayTimeDuration(a.nanoseconds + b.nanoseconds),
    (YEAR_MONTH, YEAR_MONTH): lambda a, b: YearMonthDuration(a.total_months + b.total_months),
    (DATE_TIME, DAY_TIME): move,
    (DAY_TIME, DATE_TIME): _flip(move),
    (DATE_TIME, YEAR_MONTH): add_months_to_moment,
    (YEAR_MONTH, DATE_TIME): _flip(add_months_to_moment),
    (DATE, DAY_TIME): move_date,
    (DAY_TIME, DATE): _flip(move_date),
    (DATE, YEAR_MONTH): add_months_to_date,
    (YEAR_MONTH, DATE): _flip(add_months_to_date),
    (TIME, DAY_TIME): move_time,
    (DAY_TIME, TIME): _flip(move_time),
}

SUBTRACT: dict[tuple[str, str], Operation] = {
    (NUMBER, NUMBER): CONTEXT.subtract,
    (DAY_TIME, DAY_TIME): lambda a, b: DayTimeDuration(a.nanoseconds - b.nanoseconds),
    (YEAR_MONTH, YEAR_MONTH): lambda a, b: YearMonthDuration(a.total_months - b.total_months),
    (DATE, DATE): subtract_moments,
    (DATE, DATE_TIME): subtract_moments,
    (DATE_TIME, DATE): subtract_moments,
    (DATE_TIME, DATE_TIME): subtract_moments,
    (TIME, TIME): subtract_times,
    (DATE_TIME, DAY_TIME): lambda a, b: move(a, negative(b)),
    (DATE_TIME, YEAR_MONTH): lambda a, b: add_months_to_moment(a, negative(b)),
    (DATE, DAY_TIME): lambda a, b: move_date(a, negative(b)),
    (DATE, YEAR_MONTH): lambda a, b: add_months_to_date(a, negative(b)),
    (TIME, DAY_TIME): lambda a, b: move_time(a, negative(b)),
}

MULTIPLY: dict[tuple[str, str], Operation] = {
    (NUMBER, NUMBER): CONTEXT.multiply,
    (DAY_TIME, NUMBER): lambda a, b: DayTimeDuration(_scaled(a.nanoseconds, b)),
    (NUMBER, DAY_TIME): lambda a, b: DayTimeDuration(_scaled(b.nanoseconds, a)),
    (YEAR_MONTH, NUMBER): _months_scaled,
    (NUMBER, YEAR_MONTH): _flip(_months_scaled),
}

DIVIDE: dict[tuple[str, str], Operation] = {
    (NUMBER, NUMBER): CONTEXT.divide,
    (DAY_TIME, NUMBER): lambda a, b: DayTimeDuration(_shared(a.nanoseconds, b)),
    (YEAR_MONTH, NUMBER): _months_shared,
    (DAY_TIME, DAY_TIME): lambda a, b: CONTEXT.divide(Decimal(a.nanoseconds), Decimal(b.nanoseconds)),
    (YEAR_MONTH, YEAR_MONTH): lambda a, b: CONTEXT.divide(Decimal(a.total_months), Decimal(b.total_months)),
}

OPERATIONS = {"+": ADD, "-": SUBTRACT, "*": MULTIPLY, "/": DIVIDE}


def calculate(operator: str, left: Any, right: Any) -> tuple[str, Any]:
    """Apply one of + - * / and say how it went: "ok", "kinds" (no such operation) or "range" (no such result)."""
    operation = OPERATIONS[operator].get((kind_of(left), kind_of(right)))
    if operation is None:
        return "kinds", None
    try:
        result = operation(left, right)
    except (DecimalException, OverflowError):
        return "range", None
    return ("range", None) if result is None or _too_long(result) else ("ok", result)


def _too_long(result: Any) -> bool:
    if isinstance(result, DayTimeDuration):
        return abs(result.nanoseconds) > DURATION
    return isinstance(result, YearMonthDuration) and abs(result.total_months) > DURATION
