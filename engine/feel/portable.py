"""The part of the language a browser may run at once (show, hide, required): a tree as JSON, or None.

A node is a JSON value that stands for itself or an array whose first element says what it is:

    ["p", name, entry, …]           a name and the path after it        ["d", "2025-07-01"]   a date
    ["=", a, b] and != < <= > >=    a comparison                        ["[", a, …]           a list
    ["&", a, …] ["|", a, …]         and, or                             ["?", c, a, b]        if c then a else b
    ["in", a, test, …]              a test is ["=", b] … or ["..", low, high, low included, high included]
    ["f", name, a, …]               a call of one of FUNCTIONS

The interpreter is admin_ui/frontend/feel/feel.js; both sides run the same cases. Arithmetic stays on the server,
because a browser's numbers are not decimal.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engine.feel.names import unrolled
from engine.feel.tree import (
    Between,
    Call,
    Comparison,
    If,
    In,
    Limit,
    ListLiteral,
    Literal,
    Logic,
    Name,
    Node,
    Path,
    RangeLiteral,
)

FUNCTIONS = frozenset(
    ("not", "count", "list contains", "contains", "starts with", "ends with", "string length", "all", "any")
)
"""Built-in functions the browser knows; each with exactly the number of arguments in ARITY."""

ARITY = {"not": 1, "count": 1, "string length": 1, "all": 1, "any": 1}
_DIGITS = 15


class NotPortable(Exception):
    """The expression needs the server."""


def portable(node: Node) -> Any:
    """The tree as JSON-ready data; raises NotPortable."""
    rule = _RULES.get(type(node))
    if rule is None:
        raise NotPortable
    return rule(node)


def _literal(node: Literal) -> Any:
    value = node.value
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, Decimal) and len(value.as_tuple().digits) <= _DIGITS and abs(value.adjusted()) <= _DIGITS:
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date) and not isinstance(value, datetime) and value.year >= 1000:
        return ["d", value.isoformat()]
    raise NotPortable


def _path(node: Name | Path) -> Any:
    base, keys = unrolled(node)
    if not isinstance(base, Name) or base.name in ("?", "item", "partial"):
        raise NotPortable
    return ["p", base.name, *keys]


def _comparison(node: Comparison) -> Any:
    return [node.operator, portable(node.left), portable(node.right)]


def _logic(node: Logic) -> Any:
    return ["&" if node.operator == "and" else "|", *(portable(operand) for operand in node.operands)]


def _range(low: Any, high: Any, low_in: bool, high_in: bool) -> list[Any]:
    return ["..", low, high, low_in, high_in]


def _inclusion(node: In) -> Any:
    return ["in", portable(node.value), *(_test(test) for test in node.tests)]


def _test(node: Node) -> Any:
    if isinstance(node, Limit):
        return [node.operator, portable(node.endpoint)]
    if isinstance(node, RangeLiteral):
        if not (isinstance(node.low, Literal) and isinstance(node.high, Literal)):
            raise NotPortable
        return _range(portable(node.low), portable(node.high), node.low_included, node.high_included)
    return ["in", portable(node)]


def _call(node: Call) -> Any:
    if not isinstance(node.function, Name) or node.function.name not in FUNCTIONS or node.names:
        raise NotPortable
    name = node.function.name
    if len(node.arguments) != ARITY.get(name, 2):
        raise NotPortable
    return ["f", name, *(portable(argument) for argument in node.arguments)]


_RULES: dict[type, Callable[[Any], Any]] = {
    Literal: _literal,
    Name: _path,
    Path: _path,
    Comparison: _comparison,
    Logic: _logic,
    Between: lambda node: ["b", portable(node.value), portable(node.low), portable(node.high)],
    In: _inclusion,
    If: lambda node: ["?", portable(node.condition), portable(node.yes), portable(node.no)],
    ListLiteral: lambda node: ["[", *(portable(item) for item in node.items)],
    Call: _call,
}
