"""When a condition is true and when it is false, as far as that can be read from comparisons with literals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.feel.analysis.sets import ValueSet, compared, everything, only
from engine.feel.expression import Expression
from engine.feel.names import unrolled
from engine.feel.tree import (
    Between,
    Call,
    Comparison,
    In,
    Limit,
    ListLiteral,
    Literal,
    Logic,
    Name,
    Node,
    Path,
    RangeLiteral,
    UnaryTests,
)

PathName = tuple[str, ...]
Box = Mapping[PathName, ValueSet]
"""Values every path may have at the same time; a path that is absent may have any."""

MOST_BOXES = 64
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_ANYWHERE: tuple[Box, ...] = ({},)


@dataclass(frozen=True, slots=True)
class Condition:
    """The boxes where a condition is true and those where it is false.

    ``exact`` is False when a part of it could not be read; the boxes then hold too much, never too little.
    """

    true: tuple[Box, ...]
    false: tuple[Box, ...]
    exact: bool = True


UNREADABLE = Condition(_ANYWHERE, _ANYWHERE, False)


def condition_of(expression: Expression | Node) -> Condition:
    """Read a condition; a cell of a decision table is about the path ("?",)."""
    node = expression.tree if isinstance(expression, Expression) else expression
    rule = _RULES.get(type(node))
    return UNREADABLE if rule is None else rule(node)


def never(expression: Expression) -> bool:
    """Whether the condition can be seen never to be true."""
    return not condition_of(expression).true


def always(expression: Expression) -> bool:
    """Whether the condition can be seen never to be false."""
    return not condition_of(expression).false


def shared(first: Expression, second: Expression) -> dict[PathName, Any] | None:
    """Values for which both conditions are true; None when there are none or they cannot be read."""
    a, b = condition_of(first), condition_of(second)
    return _example(_product(a.true, b.true)) if a.exact and b.exact else None


def gap(expressions: Sequence[Expression]) -> dict[PathName, Any] | None:
    """Values for which none of the conditions is true; None when there are none or they cannot be read."""
    conditions = [condition_of(each) for each in expressions]
    if not conditions or not all(each.exact for each in conditions):
        return None
    left: tuple[Box, ...] | None = _ANYWHERE
    for each in conditions:
        left = _product(left, each.false) if left is not None else None
    return _example(left)


def _example(boxes: tuple[Box, ...] | None) -> dict[PathName, Any] | None:
    return {path: values.sample() for path, values in boxes[0].items()} if boxes else None


def _meet(first: Box, second: Box) -> Box | None:
    both = dict(first)
    for path, values in second.items():
        both[path] = both[path] & values if path in both else values
        if both[path].empty:
            return None
    return both


def _product(first: Iterable[Box], second: Sequence[Box]) -> tuple[Box, ...] | None:
    """The places in both; None when there are too many to follow."""
    met = [both for a in first for b in second if (both := _meet(a, b)) is not None]
    return tuple(met) if len(met) <= MOST_BOXES else None


def _joined(parts: list[Condition], word: str) -> Condition:
    if word == "or":
        return _negated(_joined([_negated(part) for part in parts], "and"))
    true: tuple[Box, ...] | None = _ANYWHERE
    for part in parts:
        true = _product(true, part.true) if true is not None else None
    false = tuple(box for part in parts for box in part.false)
    exact = all(part.exact for part in parts)
    if true is None or len(false) > MOST_BOXES:
        return UNREADABLE
    return Condition(true, false, exact)


def _negated(condition: Condition) -> Condition:
    return Condition(condition.false, condition.true, condition.exact)


def _about(path: PathName, true: ValueSet, false: ValueSet) -> Condition:
    return Condition(
        () if true.empty else ({path: true},),
        () if false.empty else ({path: false},),
    )


def _path_of(node: Node) -> PathName | None:
    base, keys = unrolled(node)
    return (base.name, *keys) if isinstance(base, Name) else None


def test_of(path: PathName, operator: str, value: Any) -> Condition:
    """The condition ``path operator value``."""
    if operator in ("=", "!="):
        true = only(value)
        false = everything() if value is None else true.others()
        if value is not None:
            false = ValueSet(false.kind, false.pieces, True)
        equality = _about(path, true, false)
        return equality if operator == "=" else _negated(equality)
    if value is None or isinstance(value, bool):
        return Condition((), ())
    true = compared(operator, value)
    return _about(path, true, true.others())


def _comparison(node: Comparison) -> Condition:
    left, right, operator = node.left, node.right, node.operator
    if isinstance(left, Literal) and isinstance(right, Literal):
        found = test_of(_NOWHERE, operator, right.value)
        return Condition(_if_held(found.true, left.value), _if_held(found.false, left.value))
    if isinstance(left, Literal):
        left, right, operator = right, left, _FLIPPED[operator]
    path = _path_of(left)
    if path is None or not isinstance(right, Literal):
        return UNREADABLE
    return test_of(path, operator, right.value)


_NOWHERE: PathName = ("",)


def _if_held(boxes: tuple[Box, ...], value: Any) -> tuple[Box, ...]:
    return _ANYWHERE if any(not (box[_NOWHERE] & only(value)).empty for box in boxes) else ()


def _between(node: Between) -> Condition:
    path = _path_of(node.value)
    if path is None or not isinstance(node.low, Literal) or not isinstance(node.high, Literal):
        return UNREADABLE
    return _joined([test_of(path, ">=", node.low.value), test_of(path, "<=", node.high.value)], "and")


def _inclusion(node: In) -> Condition:
    path = _path_of(node.value)
    return UNREADABLE if path is None else _joined([_one_test(path, test) for test in node.tests], "or")


def _tests(node: UnaryTests) -> Condition:
    if not node.tests:
        return Condition(_ANYWHERE, ())
    found = _joined([_one_test(("?",), test) for test in node.tests], "or")
    return _negated(found) if node.negated else found


def _one_test(path: PathName, test: Node) -> Condition:
    if isinstance(test, Literal):
        return test_of(path, "=", test.value)
    if isinstance(test, Limit) and isinstance(test.endpoint, Literal):
        return test_of(path, test.operator, test.endpoint.value)
    if isinstance(test, RangeLiteral) and isinstance(test.low, Literal) and isinstance(test.high, Literal):
        low = test_of(path, ">=" if test.low_included else ">", test.low.value)
        high = test_of(path, "<=" if test.high_included else "<", test.high.value)
        return _joined([low, high], "and")
    if isinstance(test, ListLiteral):
        return _joined([_one_test(path, item) for item in test.items], "or")
    if path == ("?",) and isinstance(test, (Comparison, Logic, In, Between)):
        return condition_of(test)
    return UNREADABLE


def _call(node: Call) -> Condition:
    if isinstance(node.function, Name) and node.function.name == "not" and len(node.arguments) == 1:
        return _negated(condition_of(node.arguments[0]))
    return UNREADABLE


def _literal(node: Literal) -> Condition:
    if node.value is True:
        return Condition(_ANYWHERE, ())
    return Condition((), _ANYWHERE if node.value is False else ())


def _alone(node: Name | Path) -> Condition:
    path = _path_of(node)
    return UNREADABLE if path is None else _about(path, only(True), only(False))


_RULES: dict[type, Callable[[Any], Condition]] = {
    Comparison: _comparison,
    Between: _between,
    In: _inclusion,
    UnaryTests: _tests,
    Logic: lambda node: _joined([condition_of(operand) for operand in node.operands], node.operator),
    Call: _call,
    Literal: _literal,
    Name: _alone,
    Path: _alone,
}
