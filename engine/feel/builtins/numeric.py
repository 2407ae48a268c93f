"""abs, modulo, sqrt, log, exp, odd, even."""

from __future__ import annotations

from decimal import Decimal, DecimalException
from typing import Any

from engine.feel.run import Run
from engine.feel.signature import NoResult, builtin
from engine.feel.values.durations import DayTimeDuration, YearMonthDuration
from engine.feel.values.numbers import CONTEXT


def _beyond() -> NoResult:
    return NoResult("kết quả nằm ngoài phạm vi số", "the result is beyond the numbers that exist")


@builtin("abs", "n: number", "number")
def absolute(run: Run, n: Decimal) -> Decimal:
    """The number without its sign."""
    return CONTEXT.abs(n)


@builtin("abs", "n: days and time duration|years and months duration")
def absolute_duration(run: Run, n: Any) -> Any:
    """The duration without its sign."""
    if isinstance(n, DayTimeDuration):
        return DayTimeDuration(abs(n.nanoseconds))
    return YearMonthDuration(abs(n.total_months))


@builtin("modulo", "dividend: number, divisor: number", "number")
def modulo(run: Run, dividend: Decimal, divisor: Decimal) -> Decimal:
    """The remainder, with the sign of the divisor: dividend - divisor * floor(dividend / divisor)."""
    if not divisor:
        raise NoResult("không chia được cho 0", "division by zero is not possible")
    try:
        rest = CONTEXT.remainder(dividend, divisor)
        return CONTEXT.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest
    except DecimalException:
        quotient = CONTEXT.divide(dividend, divisor).to_integral_value("ROUND_FLOOR")
        return CONTEXT.subtract(dividend, CONTEXT.multiply(divisor, quotient))


@builtin("sqrt", "number: number", "number")
def square_root(run: Run, number: Decimal) -> Decimal:
    """The square root."""
    if number < 0:
        raise NoResult("số âm không có căn bậc hai", "a negative number has no square root")
    return CONTEXT.sqrt(number)


@builtin("log", "number: number", "number")
def logarithm(run: Run, number: Decimal) -> Decimal:
    """The natural logarithm."""
    if number <= 0:
        raise NoResult("chỉ số dương mới có lô-ga-rít", "only a positive number has a logarithm")
    run.spend(20)
    return CONTEXT.ln(number)


@builtin("exp", "number: number", "number")
def exponential(run: Run, number: Decimal) -> Decimal:
    """e to the power of the number."""
    run.spend(20)
    try:
        return CONTEXT.exp(number)
    except DecimalException:
        raise _beyond() from None


def _half(number: Decimal) -> bool:
    """Whether the number is even; NoResult when it is not whole."""
    if number != number.to_integral_value():
        raise NoResult("chỉ nhận số nguyên", "only whole numbers are accepted")
    return int(number) % 2 == 0


@builtin("odd", "number: number", "boolean")
def odd(run: Run, number: Decimal) -> bool:
    """Whether the number is odd."""
    return not _half(number)


@builtin("even", "number: number", "boolean")
def even(run: Run, number: Decimal) -> bool:
    """Whether the number is even."""
    return _half(number)
