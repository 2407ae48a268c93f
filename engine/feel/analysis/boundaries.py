"""The values of a name at which an expression may change its mind: what a rehearsal should try."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from engine.feel.expression import Expression
from engine.feel.names import unrolled, walk
from engine.feel.tree import Between, Comparison, In, Limit, ListLiteral, Literal, Logic, Name, Node, RangeLiteral
from engine.feel.values.comparing import equal
from engine.feel.values.durations import SECOND, DayTimeDuration, YearMonthDuration


def boundaries(expression: Expression, name: str | Sequence[str]) -> list[Any]:
    """Interesting values of a name or path ("don.tuoi"): every literal it is compared with, its neighbours, and a
    value that equals none of the texts. Values are in the order they are met, each once."""
    path = tuple(name.split(".")) if isinstance(name, str) else tuple(name)
    found: list[Any] = []
    for node in walk(expression.tree):
        for value in _compared(node, path):
            for each in _around(value):
                if not any(equal(each, known) is True for known in found):
                    found.append(each)
    if any(isinstance(value, str) for value in found):
        found.append(_another([value for value in found if isinstance(value, str)]))
    return found


def _compared(node: Node, path: tuple[str, ...]) -> Iterable[Any]:
    if isinstance(node, Comparison):
        sides = ((node.left, node.right), (node.right, node.left))
        return [value for side, other in sides if _is(side, path) for value in _literals(other)]
    if isinstance(node, Between) and _is(node.value, path):
        return [*_literals(node.low), *_literals(node.high)]
    if isinstance(node, In) and _is(node.value, path):
        return [value for test in node.tests for value in _literals(test)]
    if isinstance(node, Logic):
        return [True, False] if any(_is(operand, path) for operand in node.operands) else []
    return [True, False] if _is(node, path) and path == ("?",) else []


def _is(node: Node, path: tuple[str, ...]) -> bool:
    base, keys = unrolled(node)
    return isinstance(base, Name) and (base.name, *keys) == path


def _literals(node: Node) -> Iterable[Any]:
    if isinstance(node, Literal):
        return [node.value]
    if isinstance(node, Limit):
        return _literals(node.endpoint)
    if isinstance(node, RangeLiteral):
        return [*_literals(node.low), *_literals(node.high)]
    if isinstance(node, ListLiteral):
        return [value for item in node.items for value in _literals(item)]
    return []


def _around(value: Any) -> list[Any]:
    """The value and the nearest ones that might be treated differently."""
    if isinstance(value, bool):
        return [value, not value]
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        step = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
        return [value, value - step, value + step]
    if isinstance(value, datetime):
        return [value, value - timedelta(seconds=1), value + timedelta(seconds=1)]
    if isinstance(value, date):
        return [value, value - timedelta(days=1), value + timedelta(days=1)]
    if isinstance(value, DayTimeDuration):
        return [value, DayTimeDuration(value.nanoseconds - SECOND), DayTimeDuration(value.nanoseconds + SECOND)]
    if isinstance(value, YearMonthDuration):
        return [value, YearMonthDuration(value.total_months - 1), YearMonthDuration(value.total_months + 1)]
    return [value]


def _another(texts: list[str]) -> str:
    other = "khac"
    while other in texts:
        other += "_"
    return other
