"""Values coming from Python (forms, databases, JSON) made values of the language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from math import isfinite
from typing import Any

from engine.feel.values.durations import DayTimeDuration, YearMonthDuration
from engine.feel.values.functions import Function
from engine.feel.values.numbers import CONTEXT
from engine.feel.values.ranges import Range
from engine.feel.values.temporal import FineTime, WideDate, WideDateTime

READY = frozenset({str, bool, type(None)})
"""Types that need no look at all; the quick path of every name."""

_KEPT = (date, time, DayTimeDuration, YearMonthDuration, Range, Function, WideDate, FineTime, WideDateTime)
_DEEPEST = 100


def incoming(value: Any, depth: int = 0) -> Any:
    """The value as the language sees it: int and float become Decimal, tuples and sets lists, mappings dict.

    Raises TypeError for an object the language has no notion of, or for data nested beyond reason.
    """
    if type(value) in READY:
        return value
    if isinstance(value, Enum):
        return incoming(value.value, depth + 1)
    if isinstance(value, (str, int, float, Decimal)):
        return _scalar(value)
    if depth > _DEEPEST:
        raise TypeError("data nested too deeply for an expression")
    if isinstance(value, (list, tuple, set, frozenset)):
        return [incoming(item, depth + 1) for item in value]
    if isinstance(value, Mapping):
        return {str(key): incoming(item, depth + 1) for key, item in value.items()}
    if isinstance(value, _KEPT):
        return value
    if isinstance(value, timedelta):
        return DayTimeDuration((value.days * 86_400_000_000 + value.seconds * 1_000_000 + value.microseconds) * 1000)
    raise TypeError(f"an expression cannot read a {type(value).__name__}")


def _scalar(value: str | int | float | Decimal) -> Any:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, float):
        return CONTEXT.create_decimal(repr(value)) if isfinite(value) else None
    if isinstance(value, Decimal):
        return CONTEXT.plus(Decimal(value)) if value.is_finite() else None
    return CONTEXT.create_decimal(int(value))
