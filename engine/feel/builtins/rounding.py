"""decimal, floor, ceiling and the four roundings; a scale counts digits after the point."""

from __future__ import annotations

from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
    DecimalException,
)

from engine.feel.limits import SCALE_MAX, SCALE_MIN
from engine.feel.run import Run
from engine.feel.signature import NoResult, builtin
from engine.feel.values.numbers import CONTEXT

_WIDE = Context(prec=SCALE_MAX - SCALE_MIN, Emin=MIN_EMIN, Emax=MAX_EMAX)


def rounded(number: Decimal, scale: Decimal, mode: str) -> Decimal:
    """The number with that many digits after the point; NoResult for a scale that does not exist."""
    digits = int(scale)
    if not SCALE_MIN <= digits <= SCALE_MAX:
        raise NoResult(f"số chữ số phải từ {SCALE_MIN} đến {SCALE_MAX}", f"the scale must be {SCALE_MIN}…{SCALE_MAX}")
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= digits and number.adjusted() + digits >= CONTEXT.prec:
        return number
    try:
        result = number.quantize(Decimal(1).scaleb(-digits), rounding=mode, context=_WIDE)
        return CONTEXT.plus(result)
    except DecimalException:
        raise NoResult("kết quả nằm ngoài phạm vi số", "the result is beyond the numbers that exist") from None


def _register(name: str, mode: str, *, scale_optional: bool) -> None:
    def with_scale(run: Run, number: Decimal, scale: Decimal) -> Decimal:
        return rounded(number, scale, mode)

    builtin(name, "n: number, scale: number", "number")(with_scale)
    if scale_optional:
        builtin(name, "n: number", "number")(lambda run, number: rounded(number, Decimal(0), mode))


_register("decimal", ROUND_HALF_EVEN, scale_optional=False)
_register("floor", ROUND_FLOOR, scale_optional=True)
_register("ceiling", ROUND_CEILING, scale_optional=True)
_register("round up", ROUND_UP, scale_optional=False)
_register("round down", ROUND_DOWN, scale_optional=False)
_register("round half up", ROUND_HALF_UP, scale_optional=False)
_register("round half down", ROUND_HALF_DOWN, scale_optional=False)
