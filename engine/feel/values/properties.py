"""The properties values have besides contexts: parts of dates, times, durations and ranges (tables 65 to 67)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from engine.feel.values import calendar, kinds
from engine.feel.values.durations import SECOND, DayTimeDuration, seconds_of
from engine.feel.values.temporal import nanosecond, offset_seconds
from engine.feel.values.zones import zone_name


def _second(value: Any) -> Decimal:
    return seconds_of(value.second * SECOND + nanosecond(value))


def _offset(value: Any) -> DayTimeDuration | None:
    seconds = offset_seconds(value)
    return None if seconds is None else DayTimeDuration(seconds * SECOND)


_DATE: dict[str, Callable[[Any], Any]] = {
    "year": lambda value: Decimal(value.year),
    "month": lambda value: Decimal(value.month),
    "day": lambda value: Decimal(value.day),
    "weekday": lambda value: Decimal(calendar.weekday(value.year, value.month, value.day)),
}
_TIME: dict[str, Callable[[Any], Any]] = {
    "hour": lambda value: Decimal(value.hour),
    "minute": lambda value: Decimal(value.minute),
    "second": _second,
    "time offset": _offset,
    "timezone": lambda value: zone_name(value.tzinfo),
}
_PROPERTIES: dict[str, dict[str, Callable[[Any], Any]]] = {
    kinds.DATE: _DATE,
    kinds.TIME: _TIME,
    kinds.DATE_TIME: _DATE | _TIME,
    kinds.YEAR_MONTH: {
        "years": lambda value: Decimal(value.years),
        "months": lambda value: Decimal(value.months),
    },
    kinds.DAY_TIME: {
        "days": lambda value: Decimal(value.days),
        "hours": lambda value: Decimal(value.hours),
        "minutes": lambda value: Decimal(value.minutes),
        "seconds": lambda value: value.seconds,
    },
    kinds.RANGE: {
        "start": lambda value: value.start,
        "end": lambda value: value.end,
        "start included": lambda value: value.start_included,
        "end included": lambda value: value.end_included,
    },
}

SPACED = ("time offset", "start included", "end included")
"""Names of properties that consist of several words."""


def property_of(value: Any, name: str, missing: Any) -> Any:
    """The property of a value that is neither context nor list, or ``missing``."""
    reader = _PROPERTIES.get(kinds.kind_of(value), {}).get(name)
    return missing if reader is None else reader(value)
