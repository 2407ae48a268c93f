"""Equality and order of values (DMN 1.5, tables 52 to 54): None when two values cannot be compared."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

from engine.feel.values.durations import SECOND, DayTimeDuration, YearMonthDuration
from engine.feel.values.functions import Function
from engine.feel.values.kinds import CONTEXT, DATE, DATE_TIME, FUNCTION, LIST, NULL, RANGE, TIME, kind_of
from engine.feel.values.ranges import Range
from engine.feel.values.temporal import (
    AnyDateTime,
    AnyTime,
    clock_nanoseconds,
    offset_seconds,
    wall_nanoseconds,
)
from engine.feel.values.zones import printed_zone

_SAME_TYPE = (Decimal, str, DayTimeDuration, YearMonthDuration)


def equal(left: Any, right: Any) -> bool | None:
    """``left = right``: null equals only null; values of different kinds give None."""
    if left is None or right is None:
        return left is right
    kind = type(left)
    if kind is type(right) and (kind in _SAME_TYPE or kind is bool):
        return bool(left == right)
    sort = kind_of(left)
    if sort != kind_of(right):
        return None
    if sort == LIST:
        return _equal_lists(left, right)
    if sort == CONTEXT:
        return _equal_contexts(left, right)
    if sort == RANGE:
        return equal_ranges(left, right)
    if sort == FUNCTION:
        return left is right
    return compare(left, right) == 0


def _equal_lists(left: list[Any], right: list[Any]) -> bool:
    return len(left) == len(right) and all(equal(a, b) is True for a, b in zip(left, right, strict=True))


def _equal_contexts(left: dict[str, Any], right: dict[str, Any]) -> bool:
    return left.keys() == right.keys() and all(equal(value, right[key]) is True for key, value in left.items())


def equal_ranges(left: Range, right: Range) -> bool:
    """Ranges are equal when their ends and the inclusion of their ends are."""
    return (
        left.start_included == right.start_included
        and left.end_included == right.end_included
        and equal(left.start, right.start) is True
        and equal(left.end, right.end) is True
    )


def compare(left: Any, right: Any) -> int | None:
    """-1, 0 or 1 for two values that have an order; None when they have none."""
    kind = type(left)
    if kind is type(right) and kind in _SAME_TYPE:
        return _order(left, right)
    sort = kind_of(left)
    if sort != kind_of(right):
        return None
    if sort == DATE:
        a, b = (left.year, left.month, left.day), (right.year, right.month, right.day)
        return (a > b) - (a < b)
    if sort == DATE_TIME:
        return _order(*_instants(left, right))
    if sort == TIME:
        return _order(*_clocks(left, right))
    return _order(left, right) if isinstance(left, _SAME_TYPE) and sort != NULL else None


def _order(left: Any, right: Any) -> int:
    return bool(left > right) - bool(left < right)


def _instants(left: AnyDateTime, right: AnyDateTime) -> tuple[int, int]:
    """Both moments on one time line; one without a zone uses the other's offset (DMN 1.5, table 54)."""
    return _aligned(wall_nanoseconds(left), offset_seconds(left), wall_nanoseconds(right), offset_seconds(right))


def _clocks(left: AnyTime, right: AnyTime) -> tuple[int, int]:
    a, b = clock_nanoseconds(left), clock_nanoseconds(right)
    if left.tzinfo is not None and left.tzinfo == right.tzinfo:
        return a, b
    return _aligned(a, offset_seconds(left), b, offset_seconds(right))


def _aligned(left: int, left_offset: int | None, right: int, right_offset: int | None) -> tuple[int, int]:
    if left_offset is None or right_offset is None:
        return left, right
    return left - left_offset * SECOND, right - right_offset * SECOND


def identical(left: Any, right: Any) -> bool:
    """``is(left, right)``: the same element of the language, zones included; never null."""
    if kind_of(left) != kind_of(right):
        return False
    if isinstance(left, (date, time)) or hasattr(left, "tzinfo") or hasattr(left, "month"):
        return _identical_temporal(left, right)
    if isinstance(left, list):
        return len(left) == len(right) and all(identical(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(identical(value, right[key]) for key, value in left.items())
    return left is right if isinstance(left, Function) else equal(left, right) is True


def _identical_temporal(left: Any, right: Any) -> bool:
    if kind_of(left) == DATE:
        return compare(left, right) == 0
    if printed_zone(left.tzinfo) != printed_zone(right.tzinfo):
        return False
    measure = clock_nanoseconds if kind_of(left) == TIME else wall_nanoseconds
    return measure(left) == measure(right)


def contains(limits: Range, value: Any) -> bool | None:
    """Whether the range holds the value; None when they cannot be compared."""
    inside = True
    if limits.start is not None:
        order = compare(value, limits.start)
        if order is None:
            return None
        inside = order > 0 or (order == 0 and limits.start_included)
    if limits.end is not None:
        order = compare(value, limits.end)
        if order is None:
            return None
        inside = inside and (order < 0 or (order == 0 and limits.end_included))
    elif limits.start is None:
        return None
    return inside


__all__ = ["compare", "contains", "equal", "equal_ranges", "identical"]
