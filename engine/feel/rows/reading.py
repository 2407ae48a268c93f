"""From an expression to rows; None when it says more than rows can."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from engine.feel.errors import FeelError
from engine.feel.expression import compile
from engine.feel.names import unrolled
from engine.feel.rows.model import AGO, ALL, ANY, CALLS, NOT, PLAIN, Group, Row, Value
from engine.feel.rows.writing import MOMENTS
from engine.feel.tree import (
    Arithmetic,
    Between,
    Call,
    Comparison,
    In,
    ListLiteral,
    Literal,
    Logic,
    Name,
    Node,
    Path,
    RangeLiteral,
)

_CODES: Final = {sign: code for code, sign in PLAIN.items()}
_AGO_CODES: Final = {sign: code for code, sign in AGO.items()}
_CALL_CODES: Final = {name: code for code, name in CALLS.items()}
_NEGATED: Final = {code: negated for negated, code in NOT.items()} | {"eq": "ne", "ne": "eq"}
_FLIPPED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


class _TooMuch(Exception):
    """The expression is no set of rows."""


def rows_of(expression: str) -> Group | None:
    """The rows that hold exactly when the expression does; None when it cannot be read or is more than rows.

    An expression with a comment is more than rows: writing it anew would lose the comment.
    """
    source = expression.strip()
    if not source:
        return Group()
    if "//" in source or "/*" in source:
        return None
    try:
        return _outer(compile(source).tree)
    except (FeelError, _TooMuch):
        return None


def rows_of_tree(node: Node) -> Group | None:
    """The same for a part of an expression."""
    try:
        return _outer(node)
    except _TooMuch:
        return None


def _outer(node: Node) -> Group:
    if not isinstance(node, Logic):
        return Group(ALL, (_row(node),))
    join = _join(node)
    return Group(join, tuple(_inner(one) for one in _operands(node)))


def _inner(node: Node) -> Row | Group:
    if not isinstance(node, Logic):
        return _row(node)
    return Group(_join(node), tuple(_row(one) for one in _operands(node)))


def _operands(node: Logic) -> list[Node]:
    """The operands, those of the same word inside them opened up."""
    found: list[Node] = []
    for one in node.operands:
        found += _operands(one) if isinstance(one, Logic) and one.operator == node.operator else [one]
    return found


def _join(node: Logic) -> str:
    return ALL if node.operator == "and" else ANY


def _row(node: Node) -> Row:
    rule = _RULES.get(type(node))
    if rule is None:
        raise _TooMuch
    made: Row = rule(node)
    return made


def _comparison(node: Comparison) -> Row:
    left, right, sign = node.left, node.right, node.operator
    if _written(left) is not None or _is_null(left):
        left, right, sign = right, left, _FLIPPED[sign]
    if _is_null(right):
        if sign not in ("=", "!="):
            raise _TooMuch
        return Row(_path(left), "empty" if sign == "=" else "filled")
    counted = _argument(left, "count")
    if counted is not None:
        value = _literal(right)
        if not isinstance(value, Decimal):
            raise _TooMuch
        return Row(_path(counted), f"count_{_CODES[sign]}", (value,))
    day = _day(left)
    if day is not None:
        ago = _ago(right)
        if ago is not None and sign in _AGO_CODES:
            return Row(day, _AGO_CODES[sign], (ago,))
        return Row(day, f"day_{_CODES[sign]}", (_date(right),))
    value = _literal(right)
    if isinstance(value, date) or (isinstance(value, bool) and sign not in ("=", "!=")):
        raise _TooMuch
    return Row(_path(left), _CODES[sign], (value,))


def _between(node: Between) -> Row:
    day = _day(node.value)
    if day is not None:
        return Row(day, "day_between", (_date(node.low), _date(node.high)))
    return Row(_path(node.value), "between", (_ordered(node.low), _ordered(node.high)))


def _inclusion(node: In) -> Row:
    path, tests = _path(node.value), node.tests
    if len(tests) == 1 and isinstance(tests[0], RangeLiteral) and tests[0].low_included and tests[0].high_included:
        return Row(path, "between", (_ordered(tests[0].low), _ordered(tests[0].high)))
    return Row(path, "one_of", tuple(_plain(test) for test in tests))


def _call(node: Call) -> Row:
    if not isinstance(node.function, Name) or node.names:
        raise _TooMuch
    name, arguments = node.function.name, node.arguments
    if name == "not" and len(arguments) == 1:
        if isinstance(arguments[0], Name | Path):
            return Row(_path(arguments[0]), "eq", (False,))
        inner = _row(arguments[0])
        if inner.comparison not in _NEGATED:
            raise _TooMuch
        return Row(inner.path, _NEGATED[inner.comparison], inner.values)
    if name not in _CALL_CODES or len(arguments) != 2:
        raise _TooMuch
    if name == "list contains" and isinstance(arguments[0], ListLiteral):
        return Row(_path(arguments[1]), "one_of", tuple(_plain(item) for item in arguments[0].items))
    return Row(_path(arguments[0]), _CALL_CODES[name], (_plain(arguments[1]),))


def _alone(node: Name | Path) -> Row:
    """A name alone holds when it is true."""
    return Row(_path(node), "eq", (True,))


def _path(node: Node) -> str:
    base, keys = unrolled(node)
    if not isinstance(base, Name):
        raise _TooMuch
    parts = (base.name, *keys)
    if not all(part.isidentifier() for part in parts):
        raise _TooMuch
    return ".".join(parts)


def _day(node: Node) -> str | None:
    """The name a day is read from, when the node reads a day."""
    inner = _argument(node, "date")
    if inner is None or isinstance(inner, Literal):
        return None
    if isinstance(inner, Name | Path):
        return _path(inner) if _path(inner) not in MOMENTS else None
    text = _argument(inner, "substring", 3)
    moment = _argument(text, "string") if text is not None else None
    if isinstance(inner, Call) and moment is not None and _path(moment) in MOMENTS:
        first, length = inner.arguments[1:]
        if (_plain(first), _plain(length)) == (Decimal(1), Decimal(10)):
            return _path(moment)
    return None


def _argument(node: Node, function: str, count: int = 1) -> Node | None:
    """The first argument of a call of that function with that many arguments."""
    if not isinstance(node, Call) or not isinstance(node.function, Name) or node.names:
        return None
    return node.arguments[0] if node.function.name == function and len(node.arguments) == count else None


def _ago(node: Node) -> str | None:
    """The duration in ``today() - duration("…")``."""
    if not isinstance(node, Arithmetic) or node.operator != "-":
        return None
    if _argument(node.right, "duration") is None or not _is_today(node.left):
        return None
    value = _literal(_argument(node.right, "duration"))
    return value if isinstance(value, str) else None


def _is_today(node: Node) -> bool:
    return isinstance(node, Call) and node.function == Name("today", node.function.at) and not node.arguments


def _date(node: Node) -> date:
    value = _written(node)
    if not isinstance(value, date):
        raise _TooMuch
    return value


def _written(node: Node) -> Value | None:
    """The value a node writes down; None when it is none."""
    try:
        return _literal(node)
    except _TooMuch:
        return None


def _literal(node: Node | None) -> Value:
    text = _argument(node, "date") if node is not None else None
    if isinstance(text, Literal) and isinstance(text.value, str):
        try:
            return date.fromisoformat(text.value)
        except ValueError:
            raise _TooMuch from None
    if not isinstance(node, Literal):
        raise _TooMuch
    return _accepted(node.value)


def _accepted(value: Any) -> Value:
    if isinstance(value, datetime) or not isinstance(value, str | bool | Decimal | date):
        raise _TooMuch
    return value


def _plain(node: Node) -> Value:
    value = _literal(node)
    if isinstance(value, date):
        raise _TooMuch
    return value


def _ordered(node: Node) -> Value:
    value = _plain(node)
    if isinstance(value, bool):
        raise _TooMuch
    return value


def _is_null(node: Node) -> bool:
    return isinstance(node, Literal) and node.value is None


_RULES: Final[dict[type, Callable[[Any], Row]]] = {
    Comparison: _comparison,
    Between: _between,
    In: _inclusion,
    Call: _call,
    Name: _alone,
    Path: _alone,
}
