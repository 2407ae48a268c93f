"""Closures of comparisons: = != < <= > >= and between."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.feel.build.builder import Builder, Code, Local
from engine.feel.tree import Between, Comparison, Literal, Node
from engine.feel.values.comparing import compare, equal
from engine.feel.values.kinds import kind_of
from engine.feel.warnings import Kind

if TYPE_CHECKING:
    from engine.feel.run import Run

_HOLDS = {
    "<": frozenset((-1,)),
    "<=": frozenset((-1, 0)),
    ">": frozenset((1,)),
    ">=": frozenset((0, 1)),
}


def comparison(node: Comparison, builder: Builder) -> Code:
    """The closure of ``left operator right``."""
    left, right = builder.code(node.left), builder.code(node.right)
    if node.operator in ("=", "!="):
        return _equality(node, left, right)
    return _ordered(node.operator, left, right, node.right, node.at)


def _equality(node: Comparison, left: Code, right: Code) -> Code:
    wanted, operator, at = node.operator == "=", node.operator, node.at
    if isinstance(node.right, Literal) and isinstance(node.right.value, str):
        text = node.right.value

        def with_text(run: Run, local: Local) -> bool | None:
            value = left(run, local)
            if type(value) is str:
                return (value == text) is wanted
            return same(run, operator, value, text, at)

        return with_text

    return lambda run, local: same(run, operator, left(run, local), right(run, local), at)


def same(run: Run, operator: str, left: Any, right: Any, at: int) -> bool | None:
    """``=`` or ``!=``; None with a warning when the kinds differ. A list of one element equals its element."""
    if isinstance(left, list) or isinstance(right, list):
        left, right = _unwrapped(left, right), _unwrapped(right, left)
    if type(left) is dict or type(left) is list:
        run.weigh(left)
    result = equal(left, right)
    if result is None:
        run.warn("compare.kinds", at, operator, Kind(kind_of(left)), Kind(kind_of(right)))
        return None
    return result if operator == "=" else not result


def _unwrapped(value: Any, other: Any) -> Any:
    alone = isinstance(value, list) and len(value) == 1 and other is not None and not isinstance(other, list)
    return value[0] if alone else value


def _ordered(operator: str, left: Code, right: Code, right_node: Node, at: int) -> Code:
    holds = _HOLDS[operator]
    if isinstance(right_node, Literal) and type(right_node.value) is Decimal:
        return _with_number(operator, left, right_node.value, at)

    def code(run: Run, local: Local) -> bool | None:
        x, y = left(run, local), right(run, local)
        if type(x) is Decimal and type(y) is Decimal:
            return (x > y) - (x < y) in holds
        return ordered(run, operator, x, y, at)

    return code


def _with_number(operator: str, left: Code, number: Decimal, at: int) -> Code:
    """Comparing with a number written down is by far the commonest condition."""

    def less(run: Run, local: Local) -> bool | None:
        value = left(run, local)
        return value < number if type(value) is Decimal else ordered(run, operator, value, number, at)

    def at_most(run: Run, local: Local) -> bool | None:
        value = left(run, local)
        return value <= number if type(value) is Decimal else ordered(run, operator, value, number, at)

    def more(run: Run, local: Local) -> bool | None:
        value = left(run, local)
        return value > number if type(value) is Decimal else ordered(run, operator, value, number, at)

    def at_least(run: Run, local: Local) -> bool | None:
        value = left(run, local)
        return value >= number if type(value) is Decimal else ordered(run, operator, value, number, at)

    return {"<": less, "<=": at_most, ">": more, ">=": at_least}[operator]


def ordered(run: Run, operator: str, left: Any, right: Any, at: int) -> bool | None:
    """One of < <= > >=; None with a warning when the two have no order."""
    if left is None or right is None:
        run.warn("compare.null", at, operator)
        return None
    order = compare(left, right)
    if order is None:
        run.warn("compare.kinds", at, operator, Kind(kind_of(left)), Kind(kind_of(right)))
        return None
    return order in _HOLDS[operator]


def between(node: Between, builder: Builder) -> Code:
    """The closure of ``value between low and high``."""
    value, low, high = builder.code(node.value), builder.code(node.low), builder.code(node.high)
    at = node.at

    def code(run: Run, local: Local) -> bool | None:
        x = value(run, local)
        above = ordered(run, ">=", x, low(run, local), at)
        below = ordered(run, "<=", x, high(run, local), at)
        if above is False or below is False:
            return False if above is not None and below is not None else None
        return True if above and below else None

    return code
