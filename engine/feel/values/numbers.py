"""Numbers: decimals of 34 digits, rounded half to even (IEEE 754-2008 decimal128)."""

from __future__ import annotations

from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)

from engine.feel.limits import EXPONENT

CONTEXT = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[DivisionByZero, InvalidOperation, Overflow],
)
ZERO = Decimal(0)


def number_from(text: str) -> Decimal | None:
    """Read digits such as "12.50"; None when the number is too large."""
    try:
        return CONTEXT.create_decimal(text)
    except DecimalException:
        return None


def power(base: Decimal, exponent: Decimal) -> Decimal | None:
    """``base ** exponent``; None outside the numbers that exist."""
    if abs(exponent) > EXPONENT:
        return None
    if not base and not exponent:
        return Decimal(1)
    try:
        return CONTEXT.power(base, exponent)
    except DecimalException:
        return None


def printed(value: Decimal) -> str:
    """The digits of a number without exponent and without a meaningless sign or trailing zero point."""
    if not value:
        value = abs(value)
    return format(value, "f")


def whole(value: Decimal) -> int | None:
    """The integer a number is, or None when it has a fraction."""
    return int(value) if value == value.to_integral_value() else None
