"""Closures of lists, contexts, ranges and filters."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.feel.build.builder import Builder, Code, Frame, Local
from engine.feel.names import weight
from engine.feel.tree import (
    Between,
    Comparison,
    ContextLiteral,
    Filter,
    FunctionDefinition,
    In,
    InstanceOf,
    Limit,
    ListLiteral,
    Literal,
    Logic,
    Quantified,
    RangeLiteral,
)
from engine.feel.values.comparing import compare
from engine.feel.values.kinds import kind_of
from engine.feel.values.numbers import whole
from engine.feel.values.ranges import Range, one_sided
from engine.feel.warnings import Kind

if TYPE_CHECKING:
    from engine.feel.run import Run

_CONDITIONS = (Comparison, Logic, In, Between, Quantified, InstanceOf)
_NO_ENTRIES: dict[str, Any] = {}


def list_literal(node: ListLiteral, builder: Builder) -> Code:
    """The closure of ``[a, b]``."""
    codes = tuple(builder.code(item) for item in node.items)
    return lambda run, local: [code(run, local) for code in codes]


def context_literal(node: ContextLiteral, builder: Builder) -> Code:
    """The closure of ``{a: 1, b: a + 1}``; a function may call itself by its own key."""
    keys = [key for key, _ in node.entries]
    twice = next((key for index, key in enumerate(keys) if key in keys[:index]), None)
    if twice is not None:
        return lambda run, local: run.warn("context.twice", node.at, twice)
    frame = Frame(())
    builder.frames.append(frame)
    entries: list[tuple[str, Code]] = []
    for key, value in node.entries:
        if isinstance(value, FunctionDefinition):
            frame.names.add(key)
        entries.append((key, builder.code(value)))
        frame.names.add(key)
    builder.frames.pop()
    made = tuple(entries)

    def code(run: Run, local: Local) -> dict[str, Any]:
        names: dict[str, Any] = {}
        inner = (names, local)
        for key, entry in made:
            names[key] = entry(run, inner)
        return names

    return code


def range_literal(node: RangeLiteral, builder: Builder) -> Code:
    """The closure of ``[low..high]``; null when the ends do not fit together."""
    low, high, at = builder.code(node.low), builder.code(node.high), node.at
    low_in, high_in = node.low_included, node.high_included

    def code(run: Run, local: Local) -> Range | None:
        start, end = low(run, local), high(run, local)
        order = compare(start, end)
        if order is None or order > 0:
            run.warn("range.ends", at)
            return None
        return Range(start, end, low_in, high_in)

    return code


def limit(node: Limit, builder: Builder) -> Code:
    """The closure of ``>= endpoint`` standing as a value."""
    endpoint, operator, at = builder.code(node.endpoint), node.operator, node.at

    def code(run: Run, local: Local) -> Range | None:
        value = endpoint(run, local)
        if operator == "!=" or value is None:
            run.warn("range.ends", at)
            return None
        return one_sided(operator, value)

    return code


def filtered(node: Filter, builder: Builder) -> Code:
    """The closure of ``source[condition]``: an element by its number, or the elements for which it is true."""
    source, at = builder.code(node.source), node.at
    if isinstance(node.condition, Literal) and isinstance(node.condition.value, Decimal):
        position = node.condition.value
        return lambda run, local: element(run, source(run, local), position, at)
    condition = builder.inside(node.condition, filtered=True)
    surely, cost = isinstance(node.condition, _CONDITIONS), weight(node.condition)

    def code(run: Run, local: Local) -> Any:
        value = source(run, local)
        if value is None:
            return None
        items = value if isinstance(value, list) else [value]
        run.spend(cost * len(items))
        return _chosen(run, local, items, condition, surely, at)

    return code


def item_frame(item: Any, local: Local) -> Local:
    """What a condition sees of one element: its entries when it is a context, and itself as ``item``."""
    return (item if isinstance(item, dict) else _NO_ENTRIES, local, item)


def _chosen(run: Run, local: Local, items: list[Any], condition: Code, surely: bool, at: int) -> Any:
    if not items:
        if not surely and isinstance(condition(run, item_frame(None, local)), Decimal):
            return None
        return []
    chosen: list[Any] = []
    for number, item in enumerate(items):
        verdict = condition(run, item_frame(item, local))
        if verdict is True:
            chosen.append(item)
        elif number == 0 and isinstance(verdict, Decimal):
            return element(run, items, verdict, at)
        elif verdict is not False and verdict is not None:
            return run.warn("filter.kind", at, Kind(kind_of(verdict)))
    return chosen


def element(run: Run, value: Any, position: Decimal, at: int) -> Any:
    """The element at a position: 1 is the first, -1 the last; null when there is none."""
    if value is None:
        return None
    items = value if isinstance(value, list) else [value]
    index = whole(position)
    if index is None:
        return run.warn("filter.kind", at, Kind("number"))
    if index == 0 or abs(index) > len(items):
        return run.warn("index.range", at, position, len(items))
    return items[index - 1] if index > 0 else items[index]
