"""Closures of + - * / ** and the minus sign; two numbers take the short way."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, DecimalException
from typing import TYPE_CHECKING, Any

from engine.feel.build.builder import Builder, Code, Local
from engine.feel.tree import Arithmetic, Negative
from engine.feel.values.arithmetic import calculate, negative
from engine.feel.values.kinds import DAY_TIME, NUMBER, YEAR_MONTH, kind_of
from engine.feel.values.numbers import CONTEXT, power
from engine.feel.warnings import Kind

if TYPE_CHECKING:
    from engine.feel.run import Run

_QUICK: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": CONTEXT.add,
    "-": CONTEXT.subtract,
    "*": CONTEXT.multiply,
    "/": CONTEXT.divide,
}


def arithmetic(node: Arithmetic, builder: Builder) -> Code:
    """The closure of ``left operator right``."""
    left, right = builder.code(node.left), builder.code(node.right)
    operator, at = node.operator, node.at
    if operator == "**":
        return lambda run, local: _power(run, left(run, local), right(run, local), at)
    quick = _QUICK[operator]

    def code(run: Run, local: Local) -> Any:
        x, y = left(run, local), right(run, local)
        if type(x) is Decimal and type(y) is Decimal:
            try:
                return quick(x, y)
            except DecimalException:
                pass
        return _other(run, operator, x, y, at)

    return code


def _other(run: Run, operator: str, x: Any, y: Any, at: int) -> Any:
    if isinstance(x, str) and isinstance(y, str) and operator == "+":
        run.allow_text(len(x) + len(y))
        return x + y
    if x is None or y is None:
        return run.warn("arith.null", at, operator)
    if operator == "/" and isinstance(y, Decimal) and not y:
        return run.warn("arith.zero", at)
    how, result = calculate(operator, x, y)
    if how == "kinds":
        return run.warn("arith.kinds", at, operator, Kind(kind_of(x)), Kind(kind_of(y)))
    return result if how == "ok" else run.warn("arith.range", at, operator)


def _power(run: Run, x: Any, y: Any, at: int) -> Any:
    if x is None or y is None:
        return run.warn("arith.null", at, "**")
    if type(x) is not Decimal or type(y) is not Decimal:
        return run.warn("arith.kinds", at, "**", Kind(kind_of(x)), Kind(kind_of(y)))
    run.spend(40)
    result = power(x, y)
    return run.warn("arith.range", at, "**") if result is None else result


def minus(node: Negative, builder: Builder) -> Code:
    """The closure of ``-operand``."""
    operand, at = builder.code(node.operand), node.at

    def code(run: Run, local: Local) -> Any:
        value = operand(run, local)
        if type(value) is Decimal:
            return CONTEXT.minus(value)
        if value is None:
            return run.warn("arith.null", at, "-")
        if kind_of(value) in (NUMBER, DAY_TIME, YEAR_MONTH):
            return negative(value)
        return run.warn("arith.negative", at, Kind(kind_of(value)))

    return code
