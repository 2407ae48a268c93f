"""The type an expression can be seen to have without running it; UNKNOWN where that cannot be seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.feel.builtins import BUILTINS
from engine.feel.tree import (
    Arithmetic,
    Between,
    Call,
    Comparison,
    ContextLiteral,
    Filter,
    For,
    FunctionDefinition,
    If,
    In,
    InstanceOf,
    Limit,
    ListLiteral,
    Literal,
    Logic,
    Name,
    Negative,
    Node,
    Path,
    Quantified,
    RangeLiteral,
    UnaryTests,
)
from engine.feel.values import kinds
from engine.feel.values.arithmetic import OPERATIONS
from engine.feel.values.types import (
    ANY,
    BOOLEAN,
    DAY_TIME,
    NAMED,
    NULL,
    NUMBER,
    STRING,
    UNKNOWN,
    UNTYPED,
    ContextOf,
    FunctionOf,
    ListOf,
    RangeOf,
    Simple,
    Type,
    conforms,
)

Known = Mapping[str, Type]

_RESULTS: dict[tuple[str, str, str], str] = {
    (operator, left, right): left
    for operator, pairs in OPERATIONS.items()
    for left, right in pairs
    if left == right or right in (kinds.DAY_TIME, kinds.YEAR_MONTH, kinds.NUMBER)
}
_RESULTS |= {
    (operator, left, right): right
    for operator, pairs in OPERATIONS.items()
    for left, right in pairs
    if left in (kinds.DAY_TIME, kinds.YEAR_MONTH, kinds.NUMBER) and right not in (left, kinds.NUMBER)
}
_MOMENTS = (kinds.DATE, kinds.DATE_TIME, kinds.TIME)
_RESULTS |= {("-", left, right): kinds.DAY_TIME for left in _MOMENTS for right in _MOMENTS}
_RESULTS |= {("/", each, each): kinds.NUMBER for each in (kinds.DAY_TIME, kinds.YEAR_MONTH)}

_PROPERTY_TYPES: dict[str, Type] = {
    "time offset": DAY_TIME,
    "timezone": STRING,
    "start included": BOOLEAN,
    "end included": BOOLEAN,
}
_NUMBERS = frozenset(
    ("year", "month", "day", "weekday", "hour", "minute", "second", "years", "months", "days", "hours", "minutes")
) | {"seconds"}
_PARTED = frozenset((*_MOMENTS, kinds.DAY_TIME, kinds.YEAR_MONTH))


def type_of(node: Node, known: Known) -> Type:
    """The type of a node, given the types of the names it may read."""
    rule = _RULES.get(type(node))
    return BOOLEAN if rule is None else rule(node, known)


def type_of_value(value: Any) -> Type:
    """The type of a value written down."""
    if isinstance(value, list):
        return ListOf(_common([type_of_value(each) for each in value]))
    kind = kinds.kind_of(value)
    return NULL if kind == kinds.NULL else NAMED.get(kind) or UNTYPED.get(kind, UNKNOWN)


def _common(types: list[Type]) -> Type:
    """The type all of these belong to."""
    if UNKNOWN in types:
        return UNKNOWN
    best: Type = NULL
    for each in types:
        if conforms(each, best):
            continue
        best = each if conforms(best, each) else ANY
    return best


def _arithmetic(node: Arithmetic, known: Known) -> Type:
    if node.operator == "**":
        return NUMBER
    left, right = type_of(node.left, known), type_of(node.right, known)
    if isinstance(left, Simple) and isinstance(right, Simple):
        result = _RESULTS.get((node.operator, left.name, right.name))
        if result is not None:
            return NAMED[result]
    return UNKNOWN


def _path(node: Path, known: Known) -> Type:
    base = type_of(node.base, known)
    if isinstance(base, ContextOf):
        return dict(base.entries).get(node.name, UNKNOWN)
    if isinstance(base, ListOf) and isinstance(base.element, ContextOf):
        return ListOf(dict(base.element.entries).get(node.name, UNKNOWN))
    if isinstance(base, Simple) and base.name in _PARTED:
        return NUMBER if node.name in _NUMBERS else _PROPERTY_TYPES.get(node.name, UNKNOWN)
    if isinstance(base, RangeOf):
        return base.element if node.name in ("start", "end") else _PROPERTY_TYPES.get(node.name, UNKNOWN)
    return UNKNOWN


def _filter(node: Filter, known: Known) -> Type:
    source = type_of(node.source, known)
    element = source.element if isinstance(source, ListOf) else source
    inside = {**known, "item": element}
    if isinstance(element, ContextOf):
        inside |= dict(element.entries)
    condition = type_of(node.condition, inside)
    if condition == NUMBER:
        return element
    return ListOf(element) if condition == BOOLEAN else UNKNOWN


def _loop(node: For, known: Known) -> Type:
    inner = dict(known)
    for iterator in node.iterators:
        source = type_of(iterator.source, inner)
        inner[iterator.name] = source.element if isinstance(source, (ListOf, RangeOf)) else UNKNOWN
        if iterator.end is not None:
            inner[iterator.name] = source
    return ListOf(type_of(node.body, {**inner, "partial": UNKNOWN}))


def _function(node: FunctionDefinition, known: Known) -> Type:
    parameters = tuple(kind for _, kind in node.parameters)
    return FunctionOf(parameters, type_of(node.body, {**known, **_unless_any(dict(node.parameters))}))


def _unless_any(types: dict[str, Type]) -> dict[str, Type]:
    return {name: UNKNOWN if kind == ANY else kind for name, kind in types.items()}


def _call(node: Call, known: Known) -> Type:
    if isinstance(node.function, Name) and node.function.name not in known:
        builtin = BUILTINS.get(node.function.name)
        return UNKNOWN if builtin is None or builtin.result == ANY else _generic(builtin.result)
    function = type_of(node.function, known)
    return function.result if isinstance(function, FunctionOf) else UNKNOWN


def _generic(kind: Type) -> Type:
    return ListOf(UNKNOWN) if kind == UNTYPED[kinds.LIST] else UNKNOWN if kind in UNTYPED.values() else kind


def _context(node: ContextLiteral, known: Known) -> Type:
    inner = dict(known)
    entries: list[tuple[str, Type]] = []
    for key, value in node.entries:
        inner[key] = type_of(value, inner)
        entries.append((key, inner[key]))
    return ContextOf(tuple(entries))


def _negative(node: Negative, known: Known) -> Type:
    operand = type_of(node.operand, known)
    return operand if isinstance(operand, Simple) and operand.name in (kinds.NUMBER, *_DURATIONS) else UNKNOWN


_DURATIONS = (kinds.DAY_TIME, kinds.YEAR_MONTH)

_RULES: dict[type, Callable[[Any, Known], Type]] = {
    Literal: lambda node, known: type_of_value(node.value),
    Name: lambda node, known: known.get(node.name, UNKNOWN),
    Path: _path,
    Negative: _negative,
    Arithmetic: _arithmetic,
    If: lambda node, known: _common([type_of(node.yes, known), type_of(node.no, known)]),
    For: _loop,
    FunctionDefinition: _function,
    Call: _call,
    Filter: _filter,
    ListLiteral: lambda node, known: ListOf(_common([type_of(item, known) for item in node.items])),
    ContextLiteral: _context,
    RangeLiteral: lambda node, known: RangeOf(type_of(node.low, known)),
    Limit: lambda node, known: RangeOf(type_of(node.endpoint, known)),
}

ALWAYS_BOOLEAN = (Comparison, Between, Logic, In, InstanceOf, Quantified, UnaryTests)
"""Nodes that give true, false or null whatever stands in them."""
