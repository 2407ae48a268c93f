"""What a loop goes through between two ends: whole numbers or days, upwards or downwards."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.feel.limits import LIST_SIZE
from engine.feel.run import Stopped
from engine.feel.values import calendar
from engine.feel.values.kinds import DATE, kind_of
from engine.feel.values.numbers import whole
from engine.feel.values.temporal import make_date

if TYPE_CHECKING:
    from engine.feel.run import Run


def span(run: Run, first: Any, last: Any, first_in: bool = True, last_in: bool = True) -> Iterable[Any] | None:
    """The values from one end to the other; None when the ends are neither whole numbers nor dates."""
    if isinstance(first, Decimal) and isinstance(last, Decimal):
        start, end = whole(first), whole(last)
        if start is None or end is None:
            return None
        return map(Decimal, _steps(run, start, end, first_in, last_in))
    if kind_of(first) == DATE and kind_of(last) == DATE:
        start, end = (calendar.day_number(day.year, day.month, day.day) for day in (first, last))
        return (make_date(*calendar.from_day_number(day)) for day in _steps(run, start, end, first_in, last_in))
    return None


def _steps(run: Run, start: int, end: int, start_in: bool, end_in: bool) -> range:
    step = 1 if start <= end else -1
    steps = range(start if start_in else start + step, end + step if end_in else end, step)
    if abs(end - start) > LIST_SIZE:
        raise Stopped("limit.list", LIST_SIZE)
    run.spend()
    return steps
