"""Writes a FEEL condition as nested JSON lists the browser's script can follow: ``["=", ["get", "loai"], "khac"]``.

Only what the script computes exactly as the server does is translated; anything else stays on the server, and the field
then follows the last answer the server saw. The server decides again in any case.
"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import singledispatch
from typing import Any, Final

from engine.feel import tree
from engine.forms.conditions import Condition

_COMPARISONS: Final = frozenset({"=", "!=", "<", "<=", ">", ">="})
_FUNCTIONS: Final = frozenset({"not", "count"})


class _ServerOnly(Exception):
    """The expression uses something the script does not know."""


def portable(condition: Condition | None) -> str:
    """The condition as JSON, or an empty string when it cannot leave the server."""
    if condition is None or condition.expression is None:
        return ""
    try:
        return json.dumps(_written(condition.expression.tree), ensure_ascii=False, separators=(",", ":"))
    except _ServerOnly:
        return ""


@singledispatch
def _written(node: Any) -> Any:
    raise _ServerOnly


@_written.register
def _(node: tree.Literal) -> Any:
    value = node.value
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Decimal) and value == value.to_integral_value() and abs(value) < 10**15:
        return int(value)
    raise _ServerOnly


@_written.register
def _(node: tree.Name) -> Any:
    return ["get", node.name]


@_written.register
def _(node: tree.Path) -> Any:
    base = _written(node.base)
    if not isinstance(base, list) or base[0] != "get":
        raise _ServerOnly
    return [*base, node.name]


@_written.register
def _(node: tree.Comparison) -> Any:
    if node.operator not in _COMPARISONS:
        raise _ServerOnly
    return [node.operator, _written(node.left), _written(node.right)]


@_written.register
def _(node: tree.Logic) -> Any:
    return [node.operator, *(_written(operand) for operand in node.operands)]


@_written.register
def _(node: tree.In) -> Any:
    """Only membership among written-down values: a list, or alternatives."""
    tests = [item for test in node.tests for item in _alternatives(test)]
    return ["or", *(["=", _written(node.value), _written(test)] for test in tests)]


def _alternatives(test: tree.Node) -> tuple[tree.Node, ...]:
    found = test.items if isinstance(test, tree.ListLiteral) else (test,)
    if not all(isinstance(item, tree.Literal) for item in found):
        raise _ServerOnly
    return found


@_written.register
def _(node: tree.Call) -> Any:
    name = node.function.name if isinstance(node.function, tree.Name) else ""
    if name == "list contains" and len(node.arguments) == 2 and not node.names:
        return ["has", _written(node.arguments[0]), _written(node.arguments[1])]
    if name not in _FUNCTIONS or len(node.arguments) != 1 or node.names:
        raise _ServerOnly
    return [name, _written(node.arguments[0])]
